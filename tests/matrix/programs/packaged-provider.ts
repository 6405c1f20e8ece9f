/** What only the packaged provider has, in each form in which strict TypeScript has to take it, and what it refuses. */
import * as pulumi from "@pulumi/pulumi";
import * as vmp from "pulumi-vmp/plugin";

const secret = pulumi.secret("secret");
const maybe: string | undefined = process.env.MAYBE;

export const shanghai = new vmp.Provider("shanghai", {
  region: "cn-shanghai",
  accessKey: "AK",
  secretKey: secret,
  profile: maybe,
  maxRetries: 3,
  timeout: pulumi.output(60),
  adoptExisting: true,
  testOnApply: "warn",
});
export const usual = new vmp.Provider("usual");

const args: vmp.ContactArgs = { name: "oncall", webhook: { address: secret } };
export const contact = new vmp.Contact("oncall", args, { provider: shanghai, import: "id", protect: true });
export const group = new vmp.ContactGroup("team", { name: "team", contactIds: [contact.id] }, { provider: shanghai });

// What comes out is what comes out of the dynamic classes.
export const read = vmp.Contact.get("read", contact.id, { provider: shanghai });
export const token: pulumi.Output<string | undefined> = read.webhook.apply((known) => known?.token);
export const members: pulumi.Output<string[] | undefined> = vmp.ContactGroup.get("team", "id").contactIds;

export const found: pulumi.Output<string> = vmp.getContactOutput({ name: "oncall" }, { provider: shanghai }).id;
export const all: Promise<vmp.GetContactResult[]> = vmp.getContacts({}, { parent: contact });

// @ts-expect-error: a misspelt setting.
export const misspelt: vmp.ProviderArgs = { regoin: "cn-beijing" };
// @ts-expect-error: none of the three choices.
export const choice: vmp.ProviderArgs = { testOnApply: "always" };
