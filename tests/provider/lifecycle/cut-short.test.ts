/** An answer that leaves out what nothing can be without, such as the levels of a policy, empties none of it. */
import { createBody } from "../../../provider/fields/wire";
import type { ResourceType } from "../../../provider/lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../../provider/resources";
import type { JsonObject, Properties } from "../../../provider/values";
import { CHAIN } from "../../support/chain";
import { closeAll, ok, startServer } from "../client/server";
import { contextFor, lifecycleOf } from "../support";

afterEach(closeAll);

const ID = "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c";

/** What is left out of every answer, at whatever depth. */
const LACKING: Record<string, string[]> = {
  NotifyGroupPolicy: ["Levels", "Level", "GroupBy", "GroupWait", "GroupInterval", "RepeatInterval"],
  NotifyTemplate: ["Active", "Resolved", "Title", "Content"],
  NotifyPolicy: ["Levels", "Level", "ContactGroupIds", "Channels"],
  SilencePolicy: ["MetricLabelMatchers", "Matchers", "Label", "Value"],
};

/** The update that another description comes to, and what is told of it, where the service's answers lack something. */
async function describeAnew(type: ResourceType, lacking?: string): Promise<{ sent: unknown; notices: string[] }> {
  const state = CHAIN[type.name]?.full as Properties;
  const whole = { Id: ID, ...createBody(type.fields, state) };
  const answer = JSON.parse(
    JSON.stringify(whole, (key, value: unknown) => (key === lacking ? undefined : value)),
  ) as JsonObject;
  let sent: unknown;
  const server = await startServer((response, { url, body }) => {
    if (url.includes("Action=Update")) sent = JSON.parse(body);
    ok(response, url.includes("Action=List") ? { Items: [answer], Total: 1 } : answer);
  });
  const inputs = { ...state, description: "another" };
  const { notices } = await lifecycleOf(type).update(contextFor(server), ID, state, inputs);
  return { sent, notices };
}

describe.each(RESOURCE_TYPES.filter(({ name }) => name in LACKING))("an update of a $noun", (type) => {
  test.each(LACKING[type.name] ?? [])("carries all that it is, where answers lack %s", async (lacking) => {
    const { sent } = await describeAnew(type);
    expect(await describeAnew(type, lacking)).toEqual({ sent, notices: [] });
  });
});
