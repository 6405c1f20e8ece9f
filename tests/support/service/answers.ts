/** Answers of the service, honest and bent. */
import type { Fields } from "./account";
import type { Bend } from "./service";

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** The connection breaks, and there is no answer. */
export const BROKEN = Symbol("broken");

let requests = 0;

function envelope(status: number, content: Fields, metadata: Fields = {}): Answer {
  const RequestId = `20260101000000${String(++requests).padStart(6, "0")}`;
  const ResponseMetadata = { RequestId, Version: "2021-03-03", Service: "vmp", ...metadata };
  return {
    status,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ResponseMetadata, ...content }),
  };
}

export function result(Result: Fields): Answer {
  return envelope(200, { Result });
}

export function refusal(status: number, Code: string, Message = `The request is refused (${Code}).`): Answer {
  return envelope(status, {}, { Error: { Code, Message } });
}

/** What an honest answer's Result is. */
export function resultOf({ body }: Answer): Fields {
  return (JSON.parse(body) as { Result?: Fields }).Result ?? {};
}

/** Nothing is done, and no answer comes. */
export const dropped: Bend = () => BROKEN;

/** It is done, and no answer comes. */
export const lost: Bend = (act) => {
  act();
  return BROKEN;
};

/** It is done, and something else is answered. */
export function doneBut(answer: Answer): Bend {
  return (act) => {
    act();
    return answer;
  };
}

/** It is done, and answered with some of the result changed. */
export function doneWith(changes: Fields): Bend {
  return (act) => result({ ...resultOf(act()), ...changes });
}

/** As if the body had no filter. */
export const unfiltered: Bend = (act, { body }) => act({ ...body, Filter: undefined });

/** A read with the secrets of webhooks masked. */
export const masked = hiding((secret) =>
  secret.includes("://") ? `${new URL(secret).origin}/***` : secret && "******",
);

/** A read without the tokens and secret keys of webhooks. */
export const secretsLeftOut = hiding((secret, key) => (key === "Address" ? secret : undefined));

function hiding(hide: (secret: string, key: string) => string | undefined): Bend {
  return (act) => {
    const answer = act();
    const body = JSON.stringify(JSON.parse(answer.body), (key, value: unknown) =>
      /^(Address|Token|SecretKey)$/.test(key) ? hide(String(value), key) : value,
    );
    return { ...answer, body };
  };
}
