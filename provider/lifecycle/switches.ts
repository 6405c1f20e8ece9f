/** Sets what has actions of its own: switches. Source: the API reference of VMP, the Enable and Disable actions. */
import { VmpError } from "../client/errors";
import { fateOf } from "../client/records/fate";
import type { SwitchField } from "../fields/field";
import type { Properties } from "../values";
import { type Operation, purposeOf } from "./operation";
import type { Inputs, ResourceType } from "./resource-type";

/**
 * Never throws: what comes before it must not get lost.
 *
 * @param changed the properties that differ
 * @returns the inputs as the state should keep them: what could not be set, the next update sets
 */
export async function setSwitches(
  operation: Operation,
  type: ResourceType,
  id: string,
  state: Properties,
  inputs: Inputs,
  changed: readonly string[],
): Promise<{ inputs: Inputs; failures: string[] }> {
  const kept: Inputs = { ...inputs };
  const failures: string[] = [];
  for (const [property, field] of Object.entries(type.fields)) {
    if (field.kind !== "switch" || !changed.includes(property)) continue;
    try {
      await set(operation, type, id, field, inputs[property] !== false, inputs);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      failures.push(`${message} The ${type.noun} is there; the next "pulumi up" sets ${property} again.`);
      // Absent is on.
      kept[property] = state[property] ?? true;
    }
  }
  return { inputs: kept, failures };
}

async function set(
  operation: Operation,
  type: ResourceType,
  id: string,
  { on, off }: SwitchField,
  isOn: boolean,
  inputs: Inputs,
): Promise<void> {
  const { action } = isOn ? on : off;
  const purpose = purposeOf(operation, isOn ? "enable" : "disable", type, id, inputs);
  const answer = await operation.client.call({ action, body: { Ids: [id] }, repeatable: true, ...purpose });
  const fate = fateOf(answer, id, purpose.secrets);
  if (fate.isDone) return;
  const why = fate.why();
  const message = why.message || `the answer names the ${type.noun} neither as done nor as refused`;
  throw new VmpError({ ...why, action, task: purpose.task, message });
}
