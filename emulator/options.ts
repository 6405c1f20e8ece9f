/** What can be set when an emulator is started, and what can be changed while it runs. */
import type { FaultPlan } from "./faults";
import { isStrings, type Params } from "./rules";

/** The access key that an emulator takes when it is given none. An example, as the secret key below: no credential. */
export const EXAMPLE_ACCESS_KEY = "AKLTEXAMPLEEMULATORACCESSKEY";

/** The secret key that belongs to `EXAMPLE_ACCESS_KEY`. */
export const EXAMPLE_SECRET_KEY = "ExampleEmulatorSecretKeyNotACredential==";

/** The contact group in the API reference's example request. The command starts with it, so that the example works. */
export const EXAMPLE_GROUP = { Id: "e28ae750-bbb8-4ff4-abf4-1e0e0f88808c", Name: "example" } as const;

/** How the service behaves where its documentation says nothing, or where it depends on the account. */
export interface Behaviour {
  /**
   * What answers say of tokens, secret keys and addresses: `omitted` leaves tokens and secret keys out. Default
   * `clear`.
   */
  secrets: "clear" | "masked" | "omitted";
  /** How a webhook or phone number that is not set comes back. Default `empty`: an object with an empty Address. */
  unset: "empty" | "absent";
  /** What an update with `Email: ""` does. Default `accepted`. */
  emailRemoval: "accepted" | "refused" | "ignored";
  /** What an update with an empty `PhoneNumber.Number` does. Default `accepted`. */
  phoneRemoval: "accepted" | "refused" | "ignored";
  /** What happens to the webhooks that an update leaves out while it passes others. Default `kept`. */
  absentWebhooks: "kept" | "removed";
  /** Whether a validation mail can be sent. Default `sent`. */
  validationMail: "sent" | "failed";
  /** Whether the account has opened VMP; if not, every action answers ProductUnsubscribed. Default `true`. */
  subscribed: boolean;
  /** Ids that a delete lists under `UnsuccessfulItems`. Default none. */
  undeletable: string[];
  /** More calls than this in a second are answered with FlowLimitExceeded; 0 is no limit. Default 0. */
  callsPerSecond: number;
  /** Every call takes this much longer, in ms. Default 0. */
  latencyMs: number;
}

/** The defaults of `Behaviour`. */
export function defaultBehaviour(): Behaviour {
  return {
    secrets: "clear",
    unset: "empty",
    emailRemoval: "accepted",
    phoneRemoval: "accepted",
    absentWebhooks: "kept",
    validationMail: "sent",
    subscribed: true,
    undeletable: [],
    callsPerSecond: 0,
    latencyMs: 0,
  };
}

/** The options of `startEmulator`. */
export interface EmulatorOptions {
  /** Default 0: a free one. */
  port?: number;
  /** Default `EXAMPLE_ACCESS_KEY`. */
  accessKey?: string;
  /** Default `EXAMPLE_SECRET_KEY`. */
  secretKey?: string;
  /** The one region that it answers for. Default `cn-beijing`. */
  region?: string;
  /** The file that keeps its contents across restarts; it holds secrets and gets mode 0600. Default: memory only. */
  data?: string;
  /** The file that gets one JSON line a call, never with a secret in it. Default none. */
  log?: string;
  /** Groups to make when nothing of that id is there yet. Default none. */
  groups?: readonly { Id: string; Name: string }[];
  /** Where to differ from `defaultBehaviour()`. */
  behaviour?: Partial<Behaviour>;
  /** How to misbehave from the start. Default not at all. */
  faults?: FaultPlan;
  /** The longest life of temporary keys, in seconds, whatever a caller asks for. Default 43200 (12 hours). */
  temporaryKeySeconds?: number;
  /** The role that the instance metadata service names. Default `emulator-role`; `""` is a machine without a role. */
  ecsRole?: string;
  /** The emulator's clock, in ms since 1970. Default `Date.now`. */
  now?: () => number;
}

const BEHAVIOUR_VALUES: { [K in keyof Behaviour]: readonly Behaviour[K][] | ((value: unknown) => boolean) } = {
  secrets: ["clear", "masked", "omitted"],
  unset: ["empty", "absent"],
  emailRemoval: ["accepted", "refused", "ignored"],
  phoneRemoval: ["accepted", "refused", "ignored"],
  absentWebhooks: ["kept", "removed"],
  validationMail: ["sent", "failed"],
  subscribed: [true, false],
  undeletable: isStrings,
  callsPerSecond: isCount,
  latencyMs: isCount,
};

/** Reads changes to the behaviour that came as JSON. Throws an error that says what is wrong. */
export function parseBehaviour(changes: Params): Partial<Behaviour> {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(BEHAVIOUR_VALUES, name)) {
      throw new Error(
        `unknown behaviour ${JSON.stringify(name)}; there are ${Object.keys(BEHAVIOUR_VALUES).join(", ")}`,
      );
    }
    const allowed: readonly unknown[] | ((value: unknown) => boolean) = BEHAVIOUR_VALUES[name as keyof Behaviour];
    if (!(typeof allowed === "function" ? allowed(value) : allowed.includes(value))) {
      throw new Error(`the behaviour ${name} cannot be ${JSON.stringify(value)}`);
    }
  }
  return changes;
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}
