import { configure, connect } from "../../../../provider/hosts/dynamic/connection";

test("contacts and groups share one client and what it knows, whichever is configured first", async () => {
  const config: Record<string, string> = { "vmp:accessKey": "AKLTexample", "vmp:secretKey": "example" };
  const source = { get: (key: string) => config[key] };
  configure(source);
  const contacts = await connect();
  contacts.found.add("taken-over");
  configure(source);
  const groups = await connect();
  expect(groups.found).toContain("taken-over");
  expect(groups.client).toBe(contacts.client);
});
