/** The many contacts that a program declares. */

/** What is declared, by the names of the resources. */
export type Declared = Record<string, Args>;

export interface Args {
  name: string;
  email?: string;
  webhook?: { address: string; token: string };
}

/** The first edition of a program, or the second: there every contact is different, and every fifth has a new name. */
export function declare(count: number, edition: 1 | 2 = 1): Declared {
  const indexes = Array.from({ length: count }, (_unused, index) => index);
  return Object.fromEntries(indexes.map((index) => [`resource-${index}`, argsOf(index, edition)]));
}

function argsOf(index: number, edition: number): Args {
  const renamed = edition === 2 && index % 5 === 0 ? "-renamed" : "";
  const webhook = { address: `https://alerts.example.com/${index}`, token: `token-${edition}` };
  // In each edition another third of the contacts has no e-mail, and another one no webhook.
  const kind = (index + edition) % 3;
  return {
    name: `contact-${index}${renamed}`,
    ...(kind !== 0 && { email: `contact-${index}-${edition}@example.com` }),
    ...(kind !== 1 && { webhook }),
  };
}
