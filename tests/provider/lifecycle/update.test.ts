import { closeAll, ok, startServer, type TestServer } from "../client/server";
import { contact, contextFor } from "../support";

afterEach(closeAll);

/** Renames a contact at a service that gives these answers to its updates, one after the other. */
async function rename(...answers: (object | "reset")[]): Promise<TestServer> {
  const server = await startServer((response, { url }) => {
    const answer = url.includes("UpdateContact") ? answers.shift() : { Id: "id-1", Name: "oncall" };
    if (answer === "reset") response.socket?.destroy();
    else ok(response, answer);
  });
  await contact.update(contextFor(server), "id-1", { name: "oncall" }, { name: "renamed" });
  return server;
}

test.each<[string, object | "reset", number]>([
  ["its own id", { Id: "id-1" }, 0],
  ["no id", {}, 0],
  ["an empty id", { Id: "" }, 0],
  ["the id of another, which is no answer to it", { Id: "id-2" }, 1],
  ["none at all", "reset", 1],
])("an update that is answered with %s is sent again %s", async (_case, answer, again) => {
  const { received } = await rename(answer, { Id: "id-1" });
  expect(received.filter(({ url }) => url.includes("UpdateContact"))).toHaveLength(1 + again);
});
