/** What programs import has every resource type, in both forms, and what states name is there. */
import * as provider from "../../provider";
import { RESOURCE_TYPES } from "../../provider/resources";
import * as dynamic from "../../sdk";
import { providerName } from "../../sdk/dynamic";
import * as packaged from "../../sdk/plugin";

test.each(RESOURCE_TYPES)("vmp.$name has a class, its lookups and a provider", (type) => {
  const { name, plural } = type;
  const exported = [name, `get${name}`, `get${name}Output`, `get${plural}`, `get${plural}Output`];
  expect(Object.keys(dynamic)).toEqual(expect.arrayContaining(exported));
  expect(Object.keys(packaged)).toEqual(expect.arrayContaining(exported));
  expect(Object.keys(provider)).toContain(providerName(type));
});
