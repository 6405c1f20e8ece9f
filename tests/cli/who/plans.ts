/** Plans in the shape that `pulumi preview --json --show-sames` prints. */
export interface Resource {
  /** The name of one of ours, or somebody else's token. */
  type: string;
  id?: string;
  inputs: object;
  outputs?: object;
  dependencies?: Record<string, string[]>;
}

/** What the CLI prints for what is not known yet. */
export const NOT_KNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function urn(type: string, name: string): string {
  return `urn:pulumi:dev::oncall::${token(type)}::${name}`;
}

function token(type: string): string {
  return type.includes(":") ? type : `pulumi-nodejs:dynamic/vmp:${type}`;
}

function state(name: string, { type, id, inputs, outputs, dependencies = {} }: Resource): object {
  return {
    urn: urn(type, name),
    type: token(type),
    ...(id !== undefined && { id }),
    inputs,
    outputs: outputs ?? null,
    propertyDependencies: dependencies,
  };
}

export const ada = { type: "Contact", id: "a", inputs: { name: "ada", email: "ada@example.com" } };
export const bo = { type: "Contact", id: "b", inputs: { name: "bo", weComBotWebhook: { address: "[secret]" } } };
export const team = { type: "ContactGroup", id: "t", inputs: { name: "team", contactIds: ["a", "b"] } };
export const payments = {
  type: "NotifyPolicy",
  id: "p",
  inputs: {
    name: "payments",
    levels: [{ level: "P0", contactGroupIds: ["T"], channels: ["Email", "WeComBotWebhook"] }],
  },
};
export const ALL = { ada, bo, team, payments };

/** @param after what each becomes; `undefined`: it goes */
export function plan(before: Record<string, Resource>, after: Record<string, Resource | undefined>): object {
  const steps = Object.entries({ ...before, ...after }).map(([name, resource]) => {
    const [old, planned] = [before[name], resource];
    const op = old === undefined ? "create" : planned === undefined ? "delete" : old === planned ? "same" : "update";
    return {
      op,
      urn: urn((planned ?? old)?.type ?? "", name),
      ...(old && { oldState: state(name, old) }),
      ...(planned && { newState: state(name, planned) }),
    };
  });
  return { steps };
}
