/** The resource types of the road from a rule to a person in real programs, in both forms: each command is for all. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { updateBody } from "../../provider/fields/wire";
import { RESOURCE_TYPES } from "../../provider/resources";
import { CHAIN } from "../support/chain";
import { Program } from "./program";

const TYPES = RESOURCE_TYPES.filter(({ name }) => name in CHAIN);

/** What it declares, and where the classes come from, is read from files. */
const index = `
const vmp = require(require("./from.json"));
for (const [type, args] of Object.entries(require("./contacts.json"))) new vmp[type](type, args);
`;

const PROJECT = `
name: e2e
runtime: { name: nodejs, options: { typescript: false } }
plugins: { providers: [{ name: vmp, path: ../node_modules/pulumi-vmp/plugin }] }
`;

/** What `change` makes of each type's values. */
function declared(change: (name: string) => object = () => ({})): Record<string, object> {
  return Object.fromEntries(TYPES.map(({ name }) => [name, { ...CHAIN[name]?.full, ...change(name) }]));
}

function changeOf(name: string, round: number): object | undefined {
  return CHAIN[name]?.changes[round]?.[1];
}

const ROUNDS = Math.max(...TYPES.map(({ name }) => CHAIN[name]?.changes.length ?? 0));

let program: Program;

afterEach(() => program.close());

async function idOf(name: string): Promise<string> {
  return (await program.workspace.resources()).find(({ type }) => type.endsWith(`:${name}`))?.id ?? "";
}

test.each(["pulumi-vmp", "pulumi-vmp/plugin"])(
  "%s: one call a change, none where nothing changed",
  async (from) => {
    program = await Program.open({ index });
    writeFileSync(join(program.workspace.dir, "Pulumi.yaml"), PROJECT);
    writeFileSync(join(program.workspace.dir, "from.json"), JSON.stringify(from));
    const actions = (which: "create" | "update" | "delete", types = TYPES): string[] =>
      types.map((type) => type.actions[which]).sort();

    program.write(declared());
    expect(await program.pulumi("preview")).toMatch(new RegExp(`\\+ ${TYPES.length + 1} to create`));
    expect(program.calls()).toEqual([]);
    await program.up();
    expect(program.writes()).toEqual(actions("create"));
    await program.pulumi("preview --refresh --expect-no-changes");
    program.write(declared((name) => CHAIN[name]?.same ?? {}));
    await program.pulumi("preview --expect-no-changes");
    expect(program.writes()).toEqual([]);

    let before: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const changed = TYPES.filter(({ name }) => changeOf(name, round) !== undefined).map(({ name }) => name);
      await program.up(declared((name) => changeOf(name, round) ?? {}));
      // What one round changed, the next takes back.
      const written = TYPES.filter(({ name }) => [...changed, ...before].includes(name));
      expect(program.writes()).toEqual(actions("update", written));
      before = changed;
    }

    // Behind its back they become what they were at first.
    for (const { name, fields, actions: named } of TYPES) {
      const { full = { name } } = CHAIN[name] ?? {};
      await program.emulator.act(named.update, updateBody(fields, await idOf(name), full, Object.keys(full)));
    }
    const drifted = TYPES.filter(({ name }) => before.includes(name));
    await program.pulumi("up --refresh --yes --skip-preview");
    expect(program.writes()).toEqual(actions("update", drifted));

    program.emulator.behaviour.undeletable = await Promise.all(TYPES.map(({ name }) => idOf(name)));
    const refused = await program.pulumi("destroy --yes --skip-preview --continue-on-error", { expectFailure: true });
    for (const { name, noun } of TYPES) {
      expect(refused).toMatch(
        new RegExp(`delete ${noun} ".*" \\(id \\S+\\): OperationDenied\\.InUse: ${name} \\S+ is in use\\.`),
      );
    }
    program.emulator.behaviour.undeletable = [];
    await program.pulumi("destroy --yes --skip-preview");
    for (const { actions: named } of TYPES) {
      expect(await program.emulator.act(named.list, {})).toMatchObject({ Total: 0 });
    }
  },
  120_000,
);
