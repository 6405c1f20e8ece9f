/** The functions that look up what exists, by their tokens. */
import { secretPaths } from "../../fields/secrets";
import { getOne, getSeveral, type Service } from "../../lifecycle/lookups";
import type { ResourceType } from "../../lifecycle/resource-type";
import { RESOURCE_TYPES } from "../../resources";
import type { Properties } from "../../values";
import { listedAs, token } from "../../hosts/tokens";

export interface Found {
  properties: Properties;
  secrets: string[];
}

type Lookup = (service: Service, args: Properties) => Promise<Found>;

export function lookups(): ReadonlyMap<string, Lookup> {
  return new Map(RESOURCE_TYPES.flatMap(lookupsOf));
}

function lookupsOf(type: ResourceType): [string, Lookup][] {
  const secrets = secretPaths(type.fields).map((path) => path.replaceAll("[]", ""));
  const property = listedAs(type);
  return [
    [token(`get${type.name}`), async (service, args) => ({ properties: await getOne(service, type, args), secrets })],
    [
      token(`get${type.plural}`),
      async (service, args) => ({
        properties: { [property]: await getSeveral(service, type, args) },
        secrets: secrets.map((path) => `${property}.${path}`),
      }),
    ],
  ];
}
