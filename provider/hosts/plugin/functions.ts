/** The functions that look up what exists, by their tokens. */
import { secretPaths } from "../../fields/secrets";
import { getOne, getSeveral } from "../../lifecycle/lookups";
import type { Context } from "../../lifecycle/operation";
import type { ResourceType } from "../../lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../resources";
import type { Properties } from "../../values";
import { listedAs, token } from "./tokens";

export interface Found {
  properties: Properties;
  secrets: string[];
}

type Lookup = (context: Context, args: Properties) => Promise<Found>;

export function lookups(): ReadonlyMap<string, Lookup> {
  return new Map(RESOURCE_TYPES.flatMap(lookupsOf));
}

function lookupsOf(type: ResourceType): [string, Lookup][] {
  const secrets = secretPaths(type.fields).map((path) => path.replaceAll("[]", ""));
  const property = listedAs(type);
  return [
    [token(`get${type.name}`), async (context, args) => ({ properties: await getOne(context, type, args), secrets })],
    [
      token(`get${type.plural}`),
      async (context, args) => ({
        properties: { [property]: await getSeveral(context, type, args) },
        secrets: secrets.map((path) => `${property}.${path}`),
      }),
    ],
  ];
}
