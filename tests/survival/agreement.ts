/** Whether a program, its state and the service agree: nothing lost, nothing doubled, nothing orphaned. */
import type { ContactSnapshot } from "../../emulator";
import type { Program } from "../e2e/program";
import type { Args, Declared } from "./contacts";
import { readState } from "./state";

/** The contacts and resources that are not as they should be, by their names. */
export interface Agreement {
  /** Declared, and missing at the service or in the state. */
  lost: string[];
  /** More than once at the service or in the state. */
  doubled: string[];
  /** At the service or in the state, and declared by no program; or at the service, and in no state. */
  orphaned: string[];
  /** There, but not as declared. */
  different: string[];
}

export const AGREED: Agreement = { lost: [], doubled: [], orphaned: [], different: [] };

export async function compare({ workspace, emulator }: Program, declared: Declared): Promise<Agreement> {
  const atService = emulator.contacts();
  const inState = await readState(workspace);
  const contactOf = new Map(atService.map((contact) => [contact.Name, contact]));
  const knownOf = new Map(inState.map((known) => [known.resource, known]));
  const ids = new Set(inState.map(({ id }) => id));
  const names = new Set(Object.values(declared).map(({ name }) => name));

  const agreement: Agreement = {
    lost: [],
    doubled: [
      ...repeated(atService.map(({ Name }) => Name)),
      ...repeated(inState.map(({ resource }) => resource)),
      ...repeated(inState.map(({ id }) => id)),
    ],
    orphaned: [
      ...atService.filter(({ Id, Name }) => !ids.has(Id) || !names.has(Name)).map(({ Name }) => Name),
      ...inState.map(({ resource }) => resource).filter((resource) => !Object.hasOwn(declared, resource)),
    ],
    different: [],
  };
  for (const [resource, args] of Object.entries(declared)) {
    const known = knownOf.get(resource);
    const contact = contactOf.get(args.name);
    if (!known || !contact) agreement.lost.push(resource);
    else if (known.id !== contact.Id || ![known.inputs, known.outputs, fieldsOf(contact)].every(isAs(args))) {
      agreement.different.push(resource);
    }
  }
  return agreement;
}

/** A contact of the service as a program would declare it. */
function fieldsOf({ Name, Email, Webhook }: ContactSnapshot): Partial<Args> {
  return {
    name: Name,
    ...(Email !== undefined && { email: Email }),
    ...(Webhook && { webhook: { address: Webhook.Address, token: Webhook.Token } }),
  };
}

function isAs(args: Args): (found: Partial<Args>) => boolean {
  return ({ name, email, webhook }) =>
    name === args.name &&
    email === args.email &&
    webhook?.address === args.webhook?.address &&
    webhook?.token === args.webhook?.token;
}

function repeated(values: string[]): string[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size === seen.add(value).size);
}
