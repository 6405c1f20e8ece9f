/** A stack whose region changes: its contacts are where they were, and it says so before anything is done elsewhere. */
import { Stack } from "./stack";

const oncall = { name: "oncall", email: "a@example.com" };
const BOTH = /cn-beijing.*cn-shanghai|cn-shanghai.*cn-beijing/s;

let stack: Stack;

beforeAll(async () => {
  stack = await Stack.open();
  await stack.up({ oncall });
  await stack.pulumi("config set vmp:region cn-shanghai");
});

afterAll(() => stack.close());

test.each(["preview", "destroy --yes --skip-preview --run-program"])(
  "pulumi %s fails and says both regions",
  async (command) => {
    stack.write({ oncall, second: { name: "second" } });
    expect(await stack.pulumi(command, { fails: true })).toMatch(BOTH);
    expect(stack.service.account("cn-shanghai").contacts.size).toBe(0);
    expect(await stack.ids()).toEqual({ oncall: stack.service.contact().Id });
  },
);

test("pulumi up --refresh fails and says both regions; what the engine had begun by then is in the state", async () => {
  stack.write({ oncall, second: { name: "second" } });
  expect(await stack.pulumi("up --yes --skip-preview --refresh", { fails: true })).toMatch(BOTH);
  const { oncall: kept, ...begun } = await stack.ids();
  expect([...stack.service.account("cn-beijing").contacts.keys()]).toEqual([kept]);
  expect([...stack.service.account("cn-shanghai").contacts.keys()]).toEqual(Object.values(begun));
});
