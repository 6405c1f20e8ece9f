/** The resource types of the road from a rule to a person in a real program: each command is for all. */
import { updateBody } from "../../provider/fields/wire";
import { RESOURCE_TYPES } from "../../provider/resources";
import type { Properties } from "../../provider/values";
import { CHAIN } from "../support/chain";
import { type HostName, MODULES } from "../support/hosts";
import { Program } from "./program";

const TYPES = RESOURCE_TYPES.filter(({ name }) => name in CHAIN);

/** What it declares is read from a file. */
const index = (host: HostName): string => `
const vmp = require("${MODULES[host]}");
const made = {};
const idsIn = (args) => JSON.parse(JSON.stringify(args), (_key, value) => made[value]?.id ?? value);
for (const [name, args] of Object.entries(require("./contacts.json"))) {
  made[name] = new vmp[name.split("-")[0]](name, idsIn(args));
}
`;

/** A group that the policy tells of alerts, by its output. */
const TEAM = "ContactGroup-team";

/** A silence policy that is over. */
const OVER = "SilencePolicy-over";
const over = {
  name: "over",
  metricLabelMatchers: [{ matchers: [{ label: "app", value: "payments" }] }],
  timeRangeMatchers: [{ location: "Asia/Shanghai", date: "2025-01-02 15:04~2025-01-03 14:04" }],
};
/** What makes it anew once it is gone. */
const anew = { timeRangeMatchers: [{ location: "Asia/Shanghai" }], enabled: false };

/** What `change` makes of each type's values. */
function declared(change: (name: string) => object = () => ({}), silence: object = over): Record<string, object> {
  const each = TYPES.map(({ name }): [string, object] => {
    const args: Properties = { ...CHAIN[name]?.full, ...change(name) };
    return [name, args.channelNotifyTemplateIds ? { ...args, channelNotifyTemplateIds: ["NotifyTemplate"] } : args];
  });
  return { ...Object.fromEntries(each), [OVER]: silence };
}

function withTeam({ NotifyPolicy, ...others }: Record<string, object>): Record<string, object> {
  const { levels } = NotifyPolicy as { levels: { level: string; contactGroupIds: string[] }[] };
  const told = levels.map((each) =>
    each.level === "P0" ? { ...each, contactGroupIds: [...each.contactGroupIds, TEAM] } : each,
  );
  return { [TEAM]: { name: "team" }, ...others, NotifyPolicy: { ...NotifyPolicy, levels: told } };
}

/** All its changes at once. */
function changesOf(name: string): object {
  return Object.assign({}, ...(CHAIN[name]?.changes ?? []).map(([, change]) => change)) as object;
}

function actions(which: "create" | "update" | "delete", types = TYPES): string[] {
  return types.map((type) => type.actions[which]).sort();
}

export function testChain(host: HostName): void {
  let program: Program;

  beforeAll(async () => {
    program = await Program.open({ host, index: index(host) });
  });

  afterAll(() => program.close());

  async function idOf(name: string): Promise<string> {
    return (await program.workspace.resources()).find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "";
  }

  async function silences(): Promise<{ Id: string }[]> {
    const list = await program.emulator.act("ListSilencePolicies", { Filter: { Name: "over" } });
    return (list as { Items: { Id: string }[] }).Items;
  }

  test(`${host}: one call a change, none where nothing changed`, async () => {
    program.write(withTeam(declared()));
    expect(await program.pulumi("preview")).toMatch(new RegExp(`\\+ ${TYPES.length + 3} to create`));
    expect(program.calls()).toEqual([]);
    await program.up();
    expect(program.writes()).toEqual([...actions("create"), "CreateContactGroup", "CreateSilencePolicy"].sort());
    // What is over is not missed when VMP deletes it.
    await program.emulator.act("DeleteSilencePolicies", { Ids: (await silences()).map(({ Id }) => Id) });
    // The same in other words.
    program.write(withTeam(declared((name) => CHAIN[name]?.same ?? {})));
    await program.pulumi("preview --refresh --expect-no-changes");
    expect(program.writes()).toEqual([]);
    // With them the team leaves the policy and the program at once.
    await program.up(declared(changesOf));
    expect(program.writes()).toEqual([...actions("update"), "DeleteContactGroups"].sort());
  });

  test(`${host}: what was changed by hand is put right`, async () => {
    for (const { name, fields, actions: named } of TYPES) {
      // Less the template: as long as a policy uses it, it is not replaced.
      const full: Properties = { ...CHAIN[name]?.full, channelNotifyTemplateIds: undefined };
      await program.emulator.act(named.update, updateBody(fields, await idOf(name), full, Object.keys(full)));
    }
    program.calls();
    const replaced = TYPES.filter(({ name }) => CHAIN[name]?.replaces !== undefined);
    program.write(declared((name) => ({ ...changesOf(name), ...CHAIN[name]?.replaces }), { ...over, ...anew }));
    const up = await program.pulumi("up --refresh --yes --skip-preview");
    expect(up).toContain(`${replaced.length + 1} replaced`);
    const updated = TYPES.filter((type) => !replaced.includes(type));
    const anewToo = ["CreateSilencePolicy", "DeleteSilencePolicies", "DisableSilencePolicies"];
    expect(program.writes()).toEqual(
      [
        ...actions("update", updated),
        ...actions("delete", replaced),
        ...actions("create", replaced),
        ...anewToo,
      ].sort(),
    );
    expect(await silences()).toMatchObject([{ Status: "Disabled" }]);
  });

  test(`${host}: a delete that is refused says why, and the next one ends it`, async () => {
    const { emulator } = program;
    emulator.behaviour.undeletable = await Promise.all(TYPES.map(({ name }) => idOf(name)));
    const rule = (await emulator.act("CreateAlertingRule", {
      Name: "errors",
      Type: "vmp/PromQL",
      Query: { WorkspaceId: "w-1", PromQL: "up == 0" },
      Levels: [{ Level: "P0", Comparator: ">", Threshold: 0 }],
      NotifyPolicyId: await idOf("NotifyPolicy"),
      NotifyGroupPolicyId: await idOf("NotifyGroupPolicy"),
    })) as { Id: string };
    const refused = await program.pulumi("destroy --yes --skip-preview --continue-on-error", { expectFailure: true });
    for (const { name, noun, usedBy } of TYPES) {
      const byRule = `InUse: it is used by alerting rule "errors" \\(id ${rule.Id}\\); nothing was sent\\.`;
      const reason = usedBy?.some(({ type }) => type.noun === "alerting rule")
        ? byRule
        : `OperationDenied\\.InUse: ${name} \\S+ is in use\\.`;
      expect(refused).toMatch(new RegExp(`delete ${noun} ".*" \\(id \\S+\\): ${reason}`));
    }
    emulator.behaviour.undeletable = [];
    await emulator.act("DeleteAlertingRules", { Ids: [rule.Id] });
    await program.pulumi("destroy --yes --skip-preview");
    for (const { actions: named } of TYPES) expect(await emulator.act(named.list, {})).toMatchObject({ Total: 0 });
  });
}
