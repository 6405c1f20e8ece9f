/**
 * Who is told by the levels of a notify policy, as far as the program says: what is not known yet, or is not the
 * program's, may be anything, and is not warned of. Pure.
 */
import type { Problem } from "../fields/check";
import type { Declared, Program } from "../lifecycle/holders";
import { isAbsent, isRecord, own, type Properties } from "../values";
import { fields } from "./contact/table";

/** What of a contact each channel needs: a policy names it as the API names that. */
const NEEDS: Record<string, string> = Object.fromEntries(
  Object.entries(fields).flatMap(([property, row]) =>
    "reaches" in row && row.reaches === "all" ? [[row.api, property]] : [],
  ),
);

/** @param given the policy's; the list, any of them, and any part of one can be a value that is not known yet */
export function oddLevels(given: unknown, program: Program): Problem[] {
  if (!Array.isArray(given)) return [];
  const levels = given as unknown[];
  const names = levels.map((each) => (isRecord(each) ? own(each, "level") : each));
  const isWithoutHighest = names.every((name) => isText(name) && name !== "P0");
  const message = "have no P0, so of the gravest alerts nobody is told by this policy";
  const unheard = levels.flatMap((level, index) =>
    isRecord(level) ? unheardOf(level, `levels[${index}]`, program) : [],
  );
  return isWithoutHighest ? [{ path: "levels", message }, ...unheard] : unheard;
}

/** That nobody is told, or over which channels. */
function unheardOf(level: Properties, path: string, program: Program): Problem[] {
  const contacts = contactsOf(level, program);
  if (contacts === undefined) return [];
  if (contacts.length === 0) {
    return [{ path: `${path}.contactGroupIds`, message: "are of groups without contacts, so nobody is told" }];
  }
  return ["channels", "resolvedChannels"].flatMap((property) =>
    itemsOf(level[property]).flatMap((channel, index) => {
      const message = isText(channel) ? silence(channel, contacts) : undefined;
      return message === undefined ? [] : [{ path: `${path}.${property}[${index}]`, message }];
    }),
  );
}

/** All contacts of a level's groups; `undefined` where one of them is not known. */
function contactsOf({ contactGroupIds }: Properties, program: Program): Declared[] | undefined {
  const declared = (noun: string, id: unknown): Declared | undefined =>
    isText(id) ? program.declared(noun, id) : undefined;
  if (!Array.isArray(contactGroupIds)) return undefined;
  const members = contactGroupIds.map((id) => declared("contact group", id)?.inputs.contactIds);
  const contacts = members.flat().map((id) => declared("contact", id));
  return contacts.every((contact) => contact !== undefined) ? contacts : undefined;
}

/** Why nobody hears of anything over a channel. */
function silence(channel: string, contacts: readonly Declared[]): string | undefined {
  const needed = own(NEEDS, channel);
  if (!isText(needed)) return undefined;
  const having = contacts.filter(({ inputs }) => !isAbsent(own(inputs, needed)));
  // Over which channel a Feishu group is told that was bound in the console, nobody knows.
  const isBound = channel === "LarkBotWebhook" && contacts.some(({ state }) => !isAbsent(own(state, "larkBot")));
  if (having.length === 0 && !isBound) return `reaches nobody: no contact of these groups has a ${needed}`;
  const isUnconfirmed = ({ inputs, state }: Declared): boolean =>
    state.emailActive === false && state.email === inputs.email;
  return channel === "Email" && having.every(isUnconfirmed)
    ? "reached nobody at the last refresh: no contact of these groups had confirmed its e-mail address"
    : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
