/**
 * The vendor's two sites: Volcengine and, outside of China, BytePlus. An account, its keys, the variables and the files
 * of one are nothing to the other, so the endpoint that is called decides where keys are looked for.
 *
 * Source: the default chains of the vendor's two Go SDKs.
 */
import { isLoopback, parseUrl } from "../urls";

/** The variables of an access key, its secret key and its session token; of each, the first that is set counts. */
type KeyVariables = readonly [readonly string[], readonly string[], readonly string[]];

export interface Site {
  /** What the names of its variables begin with. */
  prefix: string;
  /** Each is one place: the parts of a pair come from the same one. */
  keyVariables: readonly KeyVariables[];
  profileVariables: readonly string[];
  /** Where its CLI keeps its file, in the home folder. */
  folder: string;
  /** The command of its CLI. */
  command: string;
  /** URLs of what gives out keys: the security token service, the console's sign-in, and the single sign-on. */
  sts: string;
  signIn: string;
  portal(region: string): string;
  oauth(region: string): string;
}

const VOLCENGINE: Site = {
  prefix: "VOLCENGINE",
  keyVariables: [
    [["VOLCENGINE_ACCESS_KEY"], ["VOLCENGINE_SECRET_KEY"], ["VOLCENGINE_SESSION_TOKEN"]],
    [
      ["VOLCSTACK_ACCESS_KEY_ID", "VOLCSTACK_ACCESS_KEY"],
      ["VOLCSTACK_SECRET_ACCESS_KEY", "VOLCSTACK_SECRET_KEY"],
      ["VOLCSTACK_SESSION_TOKEN"],
    ],
  ],
  profileVariables: ["VOLCENGINE_PROFILE", "VOLCSTACK_PROFILE"],
  folder: ".volcengine",
  command: "ve",
  sts: "https://sts.volcengineapi.com",
  signIn: "https://signin.volcengine.com",
  portal: (region) => `https://cloudidentity-portal.${region}.volces.com`,
  oauth: (region) => `https://cloudidentity-oauth.${region}.volces.com`,
};

const BYTEPLUS: Site = {
  prefix: "BYTEPLUS",
  keyVariables: [
    [
      ["BYTEPLUS_ACCESS_KEY", "BYTEPLUS_ACCESSKEY"],
      ["BYTEPLUS_SECRET_KEY", "BYTEPLUS_SECRETKEY"],
      ["BYTEPLUS_SESSION_TOKEN"],
    ],
  ],
  profileVariables: ["BYTEPLUS_PROFILE"],
  folder: ".byteplus",
  command: "bp",
  sts: "https://sts.byteplusapi.com",
  signIn: "https://signin.byteplus.com",
  portal: (region) => `https://cloudidentity-portal.${region}.bytepluses.com`,
  oauth: (region) => `https://cloudidentity-oauth.${region}.bytepluses.com`,
};

/** The site that an endpoint is of. What gives out keys for an endpoint on this machine is at that endpoint, too. */
export function siteOf(endpoint: string): Site {
  const url = parseUrl(endpoint);
  if (url && isLoopback(url)) {
    const here = (): string => url.origin;
    return { ...VOLCENGINE, sts: url.origin, signIn: url.origin, portal: here, oauth: here };
  }
  return /(?:^|\.)byteplusapi\.com$/.test(url?.hostname ?? "") ? BYTEPLUS : VOLCENGINE;
}

/** A variable as a site calls it. @param name as Volcengine does, `VOLCENGINE_REGION` */
export function variableOf({ prefix }: Site, name: string): string {
  return name.replace(/^VOLCENGINE/, prefix);
}
