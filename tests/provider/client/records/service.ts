/** A service for tests of joined calls, and what they ask of it and see of it. */
import type { ServerResponse } from "node:http";
import type { Settings } from "../../../../provider/settings";
import { createClient } from "../../../../provider/client/client";
import { type Clock, systemClock } from "../../../../provider/client/clock";
import type { Records } from "../../../../provider/client/records/records";
import type { JsonObject } from "../../../../provider/client/types";
import { CONTACT } from "../../../../provider/resources/contact";
import { closeLater, ok, refuse, startServer, type TestServer, testSettings } from "../server";

export type Answer = (response: ServerResponse, body: JsonObject, count: number) => void;

export interface OpenOptions extends Partial<Settings> {
  signal?: AbortSignal;
  clock?: Clock;
}

/** What is sent again is sent again at once. */
const NO_JITTER: Clock = { ...systemClock, random: () => 0 };

export const IDS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** What the service has of a contact. */
export function record(id: string): JsonObject {
  return { Id: id, Name: `name-of-${id}`, Email: `${id}@example.com` };
}

/** A service that has every record but those whose id begins with "gone"; the actions given answer otherwise. */
export async function service(others: Record<string, Answer> = {}): Promise<TestServer> {
  const counts: Record<string, number> = {};
  const get: Answer = (response, body) => {
    const id = body.Id as string;
    if (id.startsWith("gone")) refuse(response, 404, "NotFound.Id", `${id} is not found.`);
    else ok(response, record(id));
  };
  const list: Answer = (response, { Filter }) => {
    const ids = (Filter as { Ids: string[] }).Ids.filter((id) => !id.startsWith("gone"));
    ok(response, { Total: ids.length, Items: ids.reverse().map(record) });
  };
  const deletes: Answer = (response, { Ids }) => {
    ok(response, { SuccessfulItems: Ids, UnsuccessfulItems: [] });
  };
  const usual = { GetContact: get, ListContacts: list, DeleteContacts: deletes };
  const groups = { GetContactGroup: get, ListContactGroups: list, DeleteContactGroups: deletes };
  const answers: Record<string, Answer> = { ...usual, ...groups, ...others };
  return startServer((response, { url, body }) => {
    const action = actionOf(url);
    counts[action] = (counts[action] ?? 0) + 1;
    const answer =
      answers[action] ??
      ((unknown) => {
        ok(unknown, {});
      });
    answer(response, JSON.parse(body) as JsonObject, counts[action]);
  });
}

function actionOf(url: string): string {
  return new URL(url, "http://x").searchParams.get("Action") ?? "";
}

export function open(server: TestServer, { signal, clock = NO_JITTER, ...more }: OpenOptions = {}): Records {
  return closeLater(createClient(testSettings(server.url, more), { clock, ...(signal && { signal }) }));
}

/** The actions that were called, in order. */
export function actions({ received }: TestServer): string[] {
  return received.map(({ url }) => actionOf(url));
}

export function bodies({ received }: TestServer, action: string): JsonObject[] {
  return received.filter(({ url }) => actionOf(url) === action).map(({ body }) => JSON.parse(body) as JsonObject);
}

export const task = (id: string): string => `read contact "${id}"`;
export const get = (records: Records, id: string): Promise<JsonObject> => records.get(CONTACT, id, { task: task(id) });
export const remove = (records: Records, id: string): Promise<void> =>
  records.delete(CONTACT, id, { task: `delete contact "${id}"` });

/** What each of some gets: its result, or its error's message. */
export async function each<T>(promises: Promise<T>[]): Promise<(T | string)[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((one) => (one.status === "fulfilled" ? one.value : (one.reason as Error).message));
}

export const readAll = (records: Records, ids = IDS): Promise<(JsonObject | string)[]> =>
  each(ids.map((id) => get(records, id)));
