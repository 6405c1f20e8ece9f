/** Create, Update, Delete and Get of any resource type. */
import { randomUUID } from "node:crypto";
import type { Action, ActionContext } from "../context";
import { rfc3339 } from "../envelope";
import { ApiError, missingParameter, nameConflict, notFound } from "../errors";
import { completeFields, readFields, requireFields, showFields, type FieldTable, type Patch } from "../fields";
import { RESOURCE_TYPES } from "../resources";
import type { ResourceType } from "../resources/type";
import { readIds, requireString, type Params } from "../rules";
import type { Kept, State } from "../state";
import { list } from "./list";

/** The code for what is in use, or named by `behaviour.undeletable`. Ours: the reference lists no code for it. */
const UNDELETABLE_CODE = "OperationDenied.InUse";

/** The actions of a resource type, by their names. */
export function actionsOf(type: ResourceType): Record<string, Action> {
  const { name, plural = `${name}s` } = type;
  const actions: Record<string, Action> = {
    [`Create${name}`]: (params, context) => create(type, params, context),
    [`Update${name}`]: (params, context) => update(type, params, context),
    ...(type.deletesOne
      ? { [`Delete${name}`]: (params, context) => deleteOne(type, params, context) }
      : { [`Delete${plural}`]: (params, context) => deleteEach(type, params, context) }),
    ...(!type.listedOnly && {
      [`Get${name}`]: (params, context) => ({ ...show(type, find(type, params, context), context), ...type.details }),
    }),
    [`List${plural}`]: (params, context) => list(type, params, context, (record) => show(type, record, context)),
    ...(type.switched && {
      [`Enable${plural}`]: (params, context) => switchEach(type, true, params, context),
      [`Disable${plural}`]: (params, context) => switchEach(type, false, params, context),
    }),
  };
  if (!type.age) return actions;
  const aged = Object.entries(actions).map(([action, run]): [string, Action] => [
    action,
    (params, context) => {
      ageAll(type, context);
      return run(params, context);
    },
  ]);
  return Object.fromEntries(aged);
}

/** Does what time does: at each call, as nobody looks in between. */
function ageAll(type: ResourceType, { store, now }: ActionContext): void {
  const changed = [...store.state.of(type).values()].flatMap((before) => {
    const after = type.age?.(before, now);
    return after === before ? [] : [[before.Id, after] as const];
  });
  if (changed.length === 0) return;
  store.mutate((state) => {
    for (const [id, after] of changed) {
      if (after === undefined) state.of(type).delete(id);
      else state.of(type).set(id, after);
    }
  });
}

function create(type: ResourceType, params: Params, context: ActionContext): object {
  const patch = read(type.fields, params, context);
  requireFields(type.fields, patch);
  return save(type, undefined, patch, params, context);
}

function update(type: ResourceType, params: Params, context: ActionContext): object {
  const fields = Object.entries(type.fields).filter(([name]) => !type.fixed?.includes(name));
  const patch = read(Object.fromEntries(fields), params, context);
  return save(type, find(type, params, context), patch, params, context);
}

function save(type: ResourceType, old: Kept | undefined, patch: Patch, params: Params, context: ActionContext): object {
  const { store, behaviour, now } = context;
  const related = read(type.related ?? {}, params, context);
  if (patch.Name !== undefined && patch.Name !== old?.Name) checkNameIsFree(type, patch.Name, store.state);
  if (old) type.amend?.(patch, behaviour);
  const before = old ?? { Id: randomUUID(), CreatedAt: now, ...completeFields(type.fields, {}) };
  const merged: Patch = { ...before, ...patch, UpdatedAt: now };
  const record = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null)) as Kept;
  store.mutate((state) => {
    state.of(type).set(record.Id, record);
    type.relate?.(state, record.Id, related);
  });
  return { Id: record.Id, ...type.answer?.(record, old, context) };
}

function deleteEach(type: ResourceType, params: Params, context: ActionContext): object {
  return toEach(
    type,
    params,
    context,
    (ids) => {
      deleteAll(type, ids, context);
    },
    (id) => userOf(type, id, context),
  );
}

function switchEach(type: ResourceType, isOn: boolean, params: Params, context: ActionContext): object {
  return toEach(type, params, context, (ids) => {
    context.store.mutate((state) => {
      const records = state.of(type);
      for (const id of ids) {
        const record = records.get(id);
        if (record && type.switched) records.set(id, type.switched(record, isOn));
      }
    });
  });
}

/**
 * HTTP 200 always: each id's fate is in the result.
 *
 * @param userOfId what uses it, so that it is refused
 */
function toEach(
  type: ResourceType,
  params: Params,
  { store }: ActionContext,
  act: (ids: string[]) => void,
  userOfId: (id: string) => string | undefined = () => undefined,
): object {
  const ids = readIds(params, "Ids") ?? [];
  if (ids.length === 0) throw missingParameter("Ids");
  const refused = ids.flatMap((Id) => {
    const is = (Code: string, what: string) => [{ Id, Error: { Code, Message: what, Data: {} } }];
    if (!store.state.of(type).has(Id)) return is("NotFound.Ids", `The specified ${type.name} ${Id} is not found.`);
    const user = userOfId(Id);
    return user === undefined ? [] : is(UNDELETABLE_CODE, user);
  });
  const done = ids.filter((id) => !refused.some(({ Id }) => Id === id));
  if (done.length > 0) act(done);
  return { SuccessfulItems: done, UnsuccessfulItems: refused };
}

function deleteOne(type: ResourceType, params: Params, context: ActionContext): object {
  const { Id } = find(type, params, context);
  const user = userOf(type, Id, context);
  if (user !== undefined) throw new ApiError(409, UNDELETABLE_CODE, user);
  deleteAll(type, [Id], context);
  return { Id };
}

function deleteAll(type: ResourceType, ids: string[], { store }: ActionContext): void {
  store.mutate((state) => {
    for (const id of ids) {
      state.of(type).delete(id);
      type.relate?.(state, id, completeFields(type.related ?? {}, {}));
    }
  });
}

/** Why a record cannot be deleted: what uses it, in the words of the API's message. */
function userOf(type: ResourceType, id: string, { store, behaviour }: ActionContext): string | undefined {
  const isUsed = RESOURCE_TYPES.some((user) =>
    Object.values(user.uses ?? {}).some(
      (use) =>
        use.of === type.collection && [...store.state.of(user).values()].some((record) => use.ids(record).includes(id)),
    ),
  );
  return isUsed || behaviour.undeletable.includes(id) ? `${type.name} ${id} is in use.` : undefined;
}

/** A record as Get and List answer it. */
function show(type: ResourceType, record: Kept, { store, behaviour }: ActionContext): object {
  const { Id, CreatedAt } = record;
  const fields = showFields(type.fields, record, behaviour);
  return { Id, ...fields, ...type.outputs?.(record, store.state), CreateTime: rfc3339(CreatedAt) };
}

function find(type: ResourceType, params: Params, { store }: ActionContext): Kept {
  const id = requireString(params, "Id");
  const record = store.state.of(type).get(id);
  if (record === undefined) throw notFound(type.name, id);
  return record;
}

function read(fields: FieldTable, params: Params, { store }: ActionContext): Patch {
  return readFields(fields, params, (collection, id) => store.state.records.get(collection)?.has(id) === true);
}

function checkNameIsFree(type: ResourceType, name: unknown, state: State): void {
  for (const record of state.of(type).values()) if (record.Name === name) throw nameConflict(type.name);
}
