/** Lookups in a preview through a provider with an unknown setting: the engine asks nobody, and answers `{}`. */
import * as pulumi from "@pulumi/pulumi";
import * as here from "../../sdk";
import * as plugin from "../../sdk/plugin";

const warned = jest.spyOn(pulumi.log, "warn").mockResolvedValue();

beforeEach(() =>
  pulumi.runtime.setMocks({ newResource: () => ({ id: "", state: {} }), call: () => ({}) }, "project", "dev", true),
);

const isKnown = (output: unknown): Promise<boolean> => (output as { isKnown: Promise<boolean> }).isKnown;

describe.each([
  ["pulumi-vmp/plugin", plugin],
  ["pulumi-vmp", here],
])("%s", (_module, vmp) => {
  test("the output form is unknown, and warns of nothing", async () => {
    const found = vmp.getContactOutput({ name: "oncall" });
    for (const output of [found, found.id, found.webhook, vmp.getContactsOutput(), vmp.getContactGroupsOutput()]) {
      expect(await isKnown(output)).toBe(false);
    }
    expect(warned).not.toHaveBeenCalled();
  });

  test("the promise form says to use the other", async () => {
    const sentence = (name: string): string =>
      `vmp.${name}: a setting of the provider is not known yet. In previews like this one use vmp.${name}Output: its result is unknown then.`;
    await expect(vmp.getContact({ name: "oncall" })).rejects.toThrow(sentence("getContact"));
    await expect(vmp.getContacts()).rejects.toThrow(sentence("getContacts"));
    await expect(vmp.getNotifyPolicies()).rejects.toThrow(sentence("getNotifyPolicies"));
  });
});
