/** What programs import has every resource type, in both forms, and what states name is there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as provider from "../../provider";
import { RESOURCE_TYPES } from "../../provider/resources";
import * as dynamic from "../../sdk";
import { providerName } from "../../sdk/dynamic";
import * as packaged from "../../sdk/plugin";
import { ROOT } from "../../tools/engine/root";

test.each(RESOURCE_TYPES)("vmp.$name has a class, its lookups and a provider", (type) => {
  const { name, plural } = type;
  const exported = [name, `get${name}`, `get${name}Output`, `get${plural}`, `get${plural}Output`];
  expect(Object.keys(dynamic)).toEqual(expect.arrayContaining(exported));
  expect(Object.keys(packaged)).toEqual(expect.arrayContaining(exported));
  expect(Object.keys(provider)).toContain(providerName(type));
});

test("both forms have the same types, but for the options of lookups and the packaged provider's own", () => {
  const typesOf = (file: string): string[] => {
    const exported = readFileSync(join(ROOT, file), "utf8").matchAll(/^export type \{([^}]*)\}/gm);
    return [...exported].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []).sort();
  };
  const others = typesOf("sdk/index.ts").filter((name) => !/^Lookup(?:Output)?Options$/.test(name));
  expect(typesOf("sdk/plugin/index.ts").filter((name) => name !== "ProviderArgs")).toEqual(others);
});
