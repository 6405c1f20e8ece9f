/**
 * Deletes a contact. Gone already is success; a refusal is an error although HTTP says 200.
 *
 * Source: the API reference of VMP, DeleteContacts. It shows the item's code once with a blank in front.
 */
import { isRecord, text } from "../values";
import { isNotFound, VmpError } from "../vmp/errors";
import { plain, shorten } from "../vmp/redact";
import type { Client, Json } from "../vmp/types";

const LONGEST_MESSAGE = 500;

export async function deleteContact(client: Client, id: string, task: string): Promise<void> {
  const action = "DeleteContacts";
  try {
    const answer = await client.call({ action, body: { Ids: [id] }, task, repeatable: true });
    if (list(answer.SuccessfulItems).includes(id)) return;
    const refused = list(answer.UnsuccessfulItems).find((item) => isRecord(item) && item.Id === id);
    const reason = isRecord(refused) && isRecord(refused.Error) ? refused.Error : {};
    throw new VmpError({
      action,
      task,
      code: words(reason.Code) ?? "NoResult",
      message: words(reason.Message) ?? "the answer names the contact neither as deleted nor as refused",
      effect: refused ? "none" : "unknown",
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** What the service says, as one line of text for a message. */
function words(value: unknown): string | undefined {
  return text(shorten(plain(text(value) ?? ""), LONGEST_MESSAGE));
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
