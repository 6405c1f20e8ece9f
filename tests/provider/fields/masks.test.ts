import type { Fields } from "../../../provider/fields/field";
import { isMasked, UNSEEN, unseenPaths, withoutUnseen } from "../../../provider/fields/masks";
import { NOT_SHOWN } from "../../../provider/fields/rules";

const fields: Fields = {
  name: { kind: "text", api: "Name", required: true },
  mail: { kind: "text", api: "Mail", personal: true },
  wait: { kind: "seconds", api: "Wait" },
  people: { kind: "set", api: "People" },
  hook: {
    kind: "object",
    api: "Hook",
    members: { address: { kind: "text", api: "Address" }, token: { kind: "text", api: "Token", secret: true } },
  },
};

test.each([
  ["***", true],
  ["https://open.feishu.cn/***", true],
  ["*", true],
  ["**", true],
  ["*a", false],
  ["a**", false],
  ["**a**", false],
  ["", false],
])("%j is a mask: %s", (value, expected) => {
  expect(isMasked(value)).toBe(expected);
});

describe("what nobody here knows", () => {
  test.each([UNSEEN, NOT_SHOWN])("is named by its path, at any depth and within a set: %s", (stand) => {
    const properties = { name: stand, people: ["a", stand], hook: { address: "x", token: stand } };
    expect(unseenPaths(fields, properties)).toEqual(["name", "people", "hook.token"]);
  });

  test("is a mask that a state has for a secret, or for what services tend to mask; of another text it is the value", () => {
    const properties = { name: "***", mail: "o***@example.com", wait: "***", people: ["***"], hook: { token: "***" } };
    expect(unseenPaths(fields, properties)).toEqual(["mail", "hook.token"]);
  });

  test("is nothing where all is known", () => {
    expect(unseenPaths(fields, { name: "a", people: ["a"], hook: { token: "t" }, other: UNSEEN })).toEqual([]);
  });

  test("is left out, and the rest stays, what is empty too", () => {
    const properties = { name: "a", mail: UNSEEN, wait: undefined, people: ["a", UNSEEN], hook: { token: UNSEEN } };
    const known = withoutUnseen(fields, properties);
    expect(known).toStrictEqual({ name: "a", people: ["a"], hook: {} });
  });

  test("is kept where that is asked for, by its path", () => {
    const properties = { mail: UNSEEN, hook: { address: UNSEEN, token: UNSEEN } };
    const known = withoutUnseen(fields, properties, (path) => path === "hook.token");
    expect(known).toStrictEqual({ hook: { token: UNSEEN } });
  });
});
