/**
 * Reads what exists at VMP into a state that has nothing of it yet: for an import, and for a program that only reads
 * it.
 */
import { UNSEEN, unseenPaths, withoutUnseen } from "../fields/masks";
import { idOf, NOT_SHOWN } from "../fields/rules";
import { inAnswer, mapLeaves } from "../fields/walk";
import { fromApi } from "../fields/wire";
import { foreign } from "../text/foreign";
import { given, type Properties, text } from "../values";
import { readable } from "./lifecycle";
import { byId, type Service } from "./lookups";
import { called } from "./operation";
import type { ResourceType } from "./resource-type";

export interface Imported {
  /**
   * All that the service shows of its fields, and a stand-in for what it masks, which a check refuses. An empty set is
   * left out: it is not managed from there.
   */
  inputs: Properties;
  /** The state: the inputs and what the service adds to them. */
  properties: Properties;
  notices: string[];
}

/** @throws where there is none, with what to check: an import of nothing is a mistake */
export async function importRecord(service: Service, type: ResourceType, id: string): Promise<Imported> {
  const { fields, noun } = type;
  const finding = idOf(noun)(id);
  if (finding) throw new Error(`look up ${noun} (id ${foreign(id, [])}): the id ${Object.values(finding)[0]}.`);
  const answer = await byId(service, type, id);
  const asItIs = fromApi(fields, answer, UNSEEN);
  // What is left out may or may not be there.
  const named = mapLeaves(fields, asItIs, ({ value, path }) =>
    value === UNSEEN && text(inAnswer(fields, answer, path)) !== undefined ? NOT_SHOWN : value,
  );
  const inputs = given(withoutUnseen(fields, named));
  const unseen = unseenPaths(fields, asItIs);
  const notice =
    `${called({ secrets: service.secrets ?? [] }, type, { name: String(inputs.name) }, id)}: VMP does not show ${unseen.join(", ")}. ` +
    `Give them in the program, as far as the ${noun} has them: "${NOT_SHOWN}" stands for what is there, and what is ` +
    "left out, the next update takes away.";
  return {
    inputs,
    properties: { ...inputs, ...given(fromApi(readable(type), answer, {})) },
    notices: unseen.length > 0 ? [notice] : [],
  };
}
