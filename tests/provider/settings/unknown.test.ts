import { unknownSettings } from "../../../provider/settings/unknown";

test("every setting is one", () => {
  expect(unknownSettings(["vmp:region", "vmp:testOnApply", "accessKey", "version", "pluginDownloadURL"], "p")).toBe(
    undefined,
  );
});

test("all that are none are one warning, each with the nearest that there is", () => {
  expect(unknownSettings(["vmp:testOnAply", "vmp:acessKey", "vmp:REGION", "vmp:adopt", "vmp:slack"], "p")).toBe(
    "vmp has no such settings, so they do nothing: vmp:testOnAply (did you mean vmp:testOnApply?), " +
      "vmp:acessKey (did you mean vmp:accessKey?), vmp:REGION (did you mean vmp:region?), " +
      "vmp:adopt (did you mean vmp:adoptExisting?), vmp:slack.",
  );
});

test("a project that is called vmp has its own configuration there", () => {
  expect(unknownSettings(["vmp:slack"], "vmp")).toBeUndefined();
  expect(unknownSettings(["vmp:slack", "vmp:timout"], "vmp")).toMatch(/: vmp:timout \(did you mean vmp:timeout\?\)\.$/);
});
