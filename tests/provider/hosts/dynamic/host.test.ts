import { startEmulator } from "../../../../emulator";
import { createHost } from "../../../../provider/hosts/dynamic/host";
import { CONTACT } from "../../../../provider/resources/contact";
import { CONTACT_GROUP } from "../../../../provider/resources/contact-group";
import { closeAll, closeLater } from "../../client/server";

afterEach(closeAll);

test("contacts and groups share one client and what it knows, whichever is configured first", async () => {
  const config: Record<string, string> = { "vmp:accessKey": "AKLTexample", "vmp:secretKey": "example" };
  const source = { get: (key: string) => config[key] };
  const { configure, connect } = createHost({});
  configure(source);
  const contacts = await connect();
  contacts.holders.hold("taken-over", "renamed");
  configure(source);
  const groups = await connect();
  expect(groups.holders.isOfAnother("taken-over", "old")).toBe(true);
  expect(groups.client).toBe(contacts.client);
});

test("two accounts are served by one process, each with its own keys, contacts and groups", async () => {
  const accounts = await Promise.all(
    ["one", "two"].map(async (account) => {
      const emulator = closeLater(await startEmulator({ accessKey: `AK-${account}`, secretKey: `SK-${account}` }));
      const { url, accessKey, secretKey } = emulator;
      const config: Record<string, string> = {
        "vmp:endpoint": url,
        "vmp:accessKey": accessKey,
        "vmp:secretKey": secretKey,
      };
      const host = createHost({});
      const [contact, group] = [host.provider(CONTACT), host.provider(CONTACT_GROUP)];
      for (const provider of [contact, group]) {
        await provider.configure?.({ config: { get: (key) => config[key], require: (key) => config[key] ?? "" } });
      }
      const { id } = await contact.create({ name: account });
      await group.create({ name: `group-${account}`, contactIds: [id] });
      closeLater({ close: async () => (await host.connect()).client.close() });
      return { account, id, emulator };
    }),
  );
  for (const { account, id, emulator } of accounts) {
    expect(emulator.contacts()).toMatchObject([{ Id: id, Name: account }]);
    expect(emulator.groups()).toMatchObject([{ Name: `group-${account}`, ContactIds: [id] }]);
  }
});
