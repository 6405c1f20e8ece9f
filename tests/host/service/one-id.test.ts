/** What one resource of the program has is neither taken over nor deleted with another, in either host. */
import { PluginHost, secret, unmarked } from "../plugin/plugin-host";
import { GROUP_PROVIDER_TEXT, PROVIDER_TEXT, type Values } from "../provider-host";
import { failureOf, stage } from "./stage";

const here = stage();

/** As much of a host as the engine uses here; a fresh one is the next run. */
interface Run {
  create(inputs: Values): Promise<{ id: string; state: Values }>;
  /** What a program that still has it comes to. */
  diff(id: string, state: Values): Promise<void>;
  /** What a refresh does. */
  refresh(id: string, state: Values): Promise<Values>;
  delete(id: string, state: Values): Promise<void>;
}

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function dynamicRun(type: string): Promise<Run> {
  await here.restart();
  const { host } = here;
  host.text = type === "Contact" ? PROVIDER_TEXT : GROUP_PROVIDER_TEXT;
  return runOf(host, (id, state) => host.changes(id, state, state));
}

async function packagedRun(type: string): Promise<Run> {
  const { settings } = here.service;
  const host = await (
    await PluginHost.start({ type })
  ).configure({ ...settings, secretKey: secret(settings.secretKey) });
  stops.push(() => host.stop());
  return runOf(host, (id, state) => host.diff(id, state, state));
}

/** @param compare what the engine asks for each resource that is there, with inputs as they are in the state */
function runOf(
  host: Pick<PluginHost, "create" | "read" | "delete">,
  compare: (id: string, state: Values) => Promise<unknown>,
): Run {
  const diff = async (id: string, state: Values): Promise<void> => {
    await compare(id, state);
  };
  return {
    create: (inputs) => host.create(inputs),
    diff,
    refresh: async (id, state) => {
      const found = await host.read(id, state);
      await diff(id, found.state);
      return found.state;
    },
    delete: (id, state) => host.delete(id, state),
  };
}

const team = { name: "team" };
const adopting = { ...team, adopt: true };

describe.each([
  ["a contact in the dynamic provider", "Contact", dynamicRun],
  ["a contact group in the dynamic provider", "ContactGroup", dynamicRun],
  ["a contact in the packaged provider", "Contact", packagedRun],
  ["a contact group in the packaged provider", "ContactGroup", packagedRun],
])("%s", (_case, type, start) => {
  const there = (): string[] => {
    const { contacts, groups } = here.service.account();
    return [...(type === "Contact" ? contacts : groups).keys()];
  };

  test("that a renamed resource took over is not deleted with the old one, in that run or a later one", async () => {
    const { id, state: before } = await (await start(type)).create(team);
    const renaming = await start(type);
    const after = await renaming.create(adopting);
    expect(after.id).toBe(id);
    await renaming.delete(id, before);
    expect(there()).toEqual([id]);

    const later = await start(type);
    await later.diff(id, after.state);
    await later.delete(id, before);
    expect(there()).toEqual([id]);
  });

  test("is kept for the renamed resource after a refresh of both, and goes with the last of them", async () => {
    const { id, state: before } = await (await start(type)).create(team);
    const after = await (await start(type)).create(adopting);
    const run = await start(type);
    const [old, renamed] = [await run.refresh(id, before), await run.refresh(id, after.state)];
    await run.diff(id, renamed);
    await run.delete(id, old);
    expect(there()).toEqual([id]);
    await run.delete(id, renamed);
    expect(there()).toEqual([]);
  });

  test("of the program is not taken over by another resource, which is not told to adopt", async () => {
    const { id, state } = await (await start(type)).create(team);
    const run = await start(type);
    await run.diff(id, state);
    for (const inputs of [team, adopting]) {
      const refused = await failureOf(run.create(inputs));
      expect(refused).toMatch(new RegExp(`Conflict\\.Name: another resource of this program.*${id}`));
      expect(refused).not.toMatch(/adopt/);
    }
    // Replaced, it goes.
    await run.delete(id, state);
    expect(there()).toEqual([]);
  });

  test("that two resources of the program came to is an error that says so, and nothing is lost", async () => {
    const { id, state } = await (await start(type)).create(team);
    const taking = await start(type);
    const taken = await taking.create(adopting);
    expect(await failureOf(taking.diff(id, state))).toMatch(new RegExp(`"team" \\(id ${id}\\).*another resource`));
    const next = await start(type);
    await next.diff(id, taken.state);
    expect(await failureOf(next.diff(id, state))).toMatch(/Take one of the two resources out of the program/);
    expect(there()).toEqual([id]);
  });

  test("that a refresh read can be taken over by a resource that gets another name in the program", async () => {
    const { id, state } = await (await start(type)).create(team);
    const run = await start(type);
    const before = await run.refresh(id, state);
    expect((await run.create(adopting)).id).toBe(id);
    await run.delete(id, before);
    expect(there()).toEqual([id]);
  });

  test("of two states of version 0.1.0 is kept, too", async () => {
    const { id } = await (await start(type)).create(team);
    const run = await start(type);
    await run.diff(id, adopting);
    await run.delete(id, team);
    expect(there()).toEqual([id]);
  });
});

test("the mark is the same after updates and refreshes, and no secret of the program is in it", async () => {
  const run = await dynamicRun("Contact");
  const { id, state } = await run.create(team);
  const updated = await here.host.update(id, state, { ...team, email: "a@example.com" });
  const refreshed = await run.refresh(id, updated);
  const marks = [state, updated, refreshed].map(({ __notes }) => (__notes as Values).holder);
  expect(marks).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{8}$/)));
  expect(new Set(marks).size).toBe(1);
  const packaged = await packagedRun("Contact");
  const made = await packaged.create({ name: "other" });
  expect(unmarked(made.state).value).toMatchObject({
    __notes: { holder: expect.stringMatching(/^[0-9a-f]{8}$/) as string },
  });
});
