/** A refresh of many contacts whose addresses are not confirmed warns once. */
import { PluginHost } from "../plugin/plugin-host";
import { stage } from "./stage";

const here = stage();

const MANY = 28;
const names = Array.from({ length: MANY }, (_, number) => `contact-${number}`);
const SUMMARY = new RegExp(
  `^warning the e-mail addresses of ${MANY} contacts are not confirmed, so no alert reaches them`,
);

function make(): [id: string, inputs: { name: string; email: string }][] {
  return names.map((name) => [here.service.make({ Name: name, Email: `${name}@example.com` }), inputsOf(name)]);
}

function inputsOf(name: string): { name: string; email: string } {
  return { name, email: `${name}@example.com` };
}

/** As the engine does it: no more than so many at once. */
async function inTurns<Item>(items: Item[], atOnce: number, step: (item: Item) => Promise<unknown>): Promise<void> {
  const left = [...items];
  const work = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await step(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

test.each([8, 64])("of the dynamic provider, %d at once", async (atOnce) => {
  await here.restart();
  await inTurns(make(), atOnce, ([id, inputs]) => here.host.read(id, inputs));
  expect(here.host.shown).toEqual([expect.stringMatching(SUMMARY)]);
  for (const name of names) expect(here.host.shown[0]).toContain(`contact "${name}"`);
});

test("of one contact, it says what is to be done with it, and does so for the next one", async () => {
  await here.restart();
  await inTurns(make().slice(0, 2), 1, ([id, inputs]) => here.host.read(id, inputs));
  expect(here.host.shown).toEqual([
    expect.stringMatching(/^warning contact "contact-0": its e-mail address is not confirmed/),
    expect.stringMatching(/^warning contact "contact-1": its e-mail address is not confirmed/),
  ]);
});

test("of the packaged provider", async () => {
  const plugin = await PluginHost.start();
  try {
    await plugin.configure(here.service.settings);
    await inTurns(make(), 8, ([id, inputs]) => plugin.read(id, inputs, inputs));
    expect(plugin.shown).toEqual([expect.stringMatching(SUMMARY)]);
    expect(plugin.engine.urns).toEqual([""]);
  } finally {
    await plugin.stop();
  }
});
