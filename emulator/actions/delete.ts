/** What DeleteContacts and DeleteContactGroups share: HTTP 200 always, and each id's fate in the result. */
import { missingParameter, type Resource } from "../errors";
import type { Behaviour } from "../options";
import { readIds, type Params } from "../rules";

/** The code for an id that `behaviour.undeletable` names. Ours: the reference lists no code for it. */
export const UNDELETABLE_CODE = "OperationDenied.InUse";

/** Sorts the ids into those that can be deleted and those that cannot, deletes the former, and reports both. */
export function deleteEach(
  resource: Resource,
  params: Params,
  behaviour: Behaviour,
  exists: (id: string) => boolean,
  remove: (ids: string[]) => void,
): object {
  const ids = readIds(params, "Ids") ?? [];
  if (ids.length === 0) throw missingParameter("Ids");
  const successful: string[] = [];
  const unsuccessful: object[] = [];
  for (const id of ids) {
    if (!exists(id)) unsuccessful.push(item(id, "NotFound.Ids", `The specified ${resource} ${id} is not found.`));
    else if (behaviour.undeletable.includes(id))
      unsuccessful.push(item(id, UNDELETABLE_CODE, `${resource} ${id} is in use.`));
    else successful.push(id);
  }
  if (successful.length > 0) remove(successful);
  return { SuccessfulItems: successful, UnsuccessfulItems: unsuccessful };
}

function item(Id: string, Code: string, Message: string): object {
  return { Id, Error: { Code, Message, Data: {} } };
}
