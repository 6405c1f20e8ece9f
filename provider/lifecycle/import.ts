/**
 * Reads what exists at VMP into a state that has nothing of it yet: for an import, and for a program that only reads
 * it.
 */
import { UNSEEN, unseenPaths } from "../fields/masks";
import { idOf, NOT_SHOWN } from "../fields/rules";
import { mapLeaves } from "../fields/walk";
import { fromApi } from "../fields/wire";
import { foreignId } from "../text/foreign";
import { given, type Properties, text } from "../values";
import { readable } from "./lifecycle";
import { byId, type Service } from "./lookups";
import { called } from "./operation";
import type { ResourceType } from "./resource-type";

export interface Imported {
  /**
   * All that the service shows of its fields, and a stand-in for what it does not, which a check refuses. An empty set
   * is left out: it is not managed from there.
   */
  inputs: Properties;
  /** The state: the inputs and what the service adds to them. */
  properties: Properties;
  notices: string[];
}

const IF_GONE =
  '"npx -p pulumi-vmp vmp-contacts list" shows the ids that there are. If it was deleted, take the import, or the get, ' +
  "out of the program.";

/** @throws where there is none, with what to check: an import of nothing is a mistake */
export async function importRecord(service: Service, type: ResourceType, id: string): Promise<Imported> {
  const { fields, noun } = type;
  const finding = idOf(noun)(id);
  if (finding) throw new Error(`look up ${noun} (id ${foreignId(id)}): the id ${Object.values(finding)[0]}.`);
  const answer = await byId(service, type, id, IF_GONE);
  const leftAlone = type.leftAlone?.(answer);
  if (leftAlone !== undefined) {
    const subject = called(service, type, { name: text(answer.Name) ?? "" }, id);
    throw new Error(`${subject} ${leftAlone}. To only look at it: vmp.get${type.name}.`);
  }
  const asItIs = fromApi(fields, answer, UNSEEN);
  // Also what the service leaves out, which may or may not be there: that is for the person to say.
  const named = (value: unknown): unknown => (value === UNSEEN ? NOT_SHOWN : value);
  const inputs = given(
    mapLeaves(fields, asItIs, ({ value }) => (Array.isArray(value) ? value.map(named) : named(value))),
  );
  const unseen = unseenPaths(fields, asItIs);
  const notice =
    `${called(service, type, { name: String(inputs.name) }, id)}: VMP does not show ${unseen.join(", ")}. ` +
    `Give each in the program in the place of "${NOT_SHOWN}", or take it out where the ${noun} has none: what is not ` +
    "in the program, the next update takes away.";
  return {
    inputs,
    properties: { ...inputs, ...given(fromApi(readable(type), answer, {})) },
    notices: unseen.length > 0 ? [notice] : [],
  };
}
