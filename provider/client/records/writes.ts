/** Which writes of this process an answer may have missed: those that were going on while it was on its way. */
import type { ApiCall, Client } from "../types";
import type { RecordType } from "./record-type";

export interface Watch {
  /** Whether a write may have changed the record since the watch began. */
  sawWriteOf(type: RecordType, id: string): boolean;
  end(): void;
}

export interface Writes {
  /** The client, with its writes noticed. */
  call: Client["call"];
  watch(): Watch;
}

export function watchWrites(client: Client): Writes {
  const underWay = new Set<ApiCall>();
  const watching = new Set<ApiCall[]>();
  return {
    call: async (call) => {
      if (!/^(Create|Update|Delete|Enable|Disable)/.test(call.action)) return client.call(call);
      underWay.add(call);
      for (const seen of watching) seen.push(call);
      try {
        return await client.call(call);
      } finally {
        underWay.delete(call);
      }
    },
    watch: () => {
      const seen = [...underWay];
      watching.add(seen);
      return {
        sawWriteOf: (type, id) => seen.some((call) => mayChange(call, type, id)),
        end: () => void watching.delete(seen),
      };
    },
  };
}

/** Membership has two ends, so what is written of a group may change any contact, and the other way round. */
function mayChange({ action, body }: ApiCall, { actions }: RecordType, id: string): boolean {
  const isOfThisType = [actions.create, actions.update, actions.delete].includes(action);
  return !isOfThisType || body.Id === id || (Array.isArray(body.Ids) && body.Ids.includes(id));
}
