/**
 * A contact is looked for where it was made: a stack whose region or site changes does not lose it, and makes no second
 * one.
 */
import { GROUP_PROVIDER_TEXT, type Values } from "../provider-host";
import { failureOf, ONCALL, stage } from "./stage";

const here = stage();
const OTHER_EMAIL = { ...ONCALL, email: "b@example.com" };

/** A stack that calls this host, through the stand-in as its proxy. */
function site(host: string): Record<string, string> {
  return { "vmp:endpoint": `http://${host}`, "vmp:disableSsl": "true", "vmp:proxyUrl": here.service.url };
}

/** What a preview does: a check, then a diff. */
async function preview(id: string, state: Values): Promise<string> {
  const { inputs, failures } = await here.host.check(ONCALL, ONCALL);
  return failures[0] ?? (await failureOf(here.host.changes(id, state, inputs)));
}

test.each([
  [
    "the region",
    () => ({}),
    () => ({ "vmp:region": "cn-shanghai" }),
    /cn-beijing.*cn-shanghai|cn-shanghai.*cn-beijing/s,
  ],
  [
    "the site",
    () => site("open.volcengineapi.com"),
    () => site("open.byteplusapi.com"),
    /volcengineapi.*byteplus|byteplus.*volcengineapi/s,
  ],
])("after a change of %s everything fails, says both, and calls nothing", async (_, before, after, words) => {
  await here.restart(before());
  const { id, state } = await here.host.create(ONCALL);
  await here.restart(after());
  here.service.calls = [];
  const outcomes = [
    await preview(id, state),
    await failureOf(here.host.read(id, state)),
    await failureOf(here.host.update(id, state, OTHER_EMAIL)),
    await failureOf(here.host.delete(id, state)),
  ];
  expect(outcomes).toEqual(Array(4).fill(expect.stringMatching(words)));
  expect(here.service.calls).toEqual([]);
  expect(here.service.contact().Id).toBe(id);
});

test("once a resource was found to be elsewhere, none of any type is made here", async () => {
  await here.restart();
  const { id, state } = await here.host.create(ONCALL);
  await here.restart({ "vmp:region": "cn-shanghai" });
  here.service.calls = [];
  await failureOf(here.host.read(id, state));
  expect(await failureOf(here.host.create({ name: "second" }))).toMatch(
    / contact "second": .*cn-beijing.*cn-shanghai/s,
  );
  here.host.text = GROUP_PROVIDER_TEXT;
  expect(await failureOf(here.host.create({ name: "team" }))).toMatch(/ contact group "team": .*cn-beijing/s);
  expect(here.service.calls).toEqual([]);
});
