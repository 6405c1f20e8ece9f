/**
 * The rules of e-mail addresses and URLs. Each is linear in the text's length.
 *
 * Source: the API reference of VMP, CreateContact, and the documentation of the bots of Lark (Feishu), DingTalk and
 * WeCom.
 * A sentence never repeats the value, which may be a secret.
 */
import { parseUrl } from "../urls";
import type { TextRule } from "./rules";

const EMAIL_LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN_LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** An address as mail servers take it (RFC 5321's limits, RFC 5322's dot-atom), at a domain of two labels or more. */
export const email: TextRule = (text) => {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(at, 0));
  const labels = text.slice(at + 1).split(".", 128);
  const valid =
    text.length <= 254 &&
    local.length <= 64 &&
    EMAIL_LOCAL.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => DOMAIN_LABEL.test(label)) &&
    !/^\d+$/.test(labels.at(-1) ?? "");
  return valid ? undefined : { fault: `must be a valid e-mail address such as oncall@example.com${hint(text, local)}` };
};

/** What is probably wrong with an e-mail address. */
function hint(text: string, local: string): string {
  if (text.includes("\uff20")) return '; its at sign is a full-width one: write "@"';
  if (/@[^@]*[\s,;|\uff0c\uff1b\u3001][^@]*@/.test(text)) {
    return "; it holds more than one: a contact has one address, so make more contacts, or use a mailing list";
  }
  if (/[^\0-\x7f]/.test(local)) return '; in front of the "@" only letters, digits and marks of ASCII can stand';
  if (/[^\0-\x7f]/.test(text)) return "; write an international domain in its ASCII form, which begins with xn--";
  return "";
}

const HTTP_START = /^https?:\/\/[^\s/?#\\]/i;

export const httpAddress: TextRule = (text) => {
  if (/\s/u.test(text)) return { fault: "must not hold blanks; paste the address again" };
  if (!HTTP_START.test(text) || !parseUrl(text)) {
    return { fault: "must be an http:// or https:// URL with a host" };
  }
  return undefined;
};

/** Where the addresses of a bot begin; what tells the bot comes after it: more of the path, or a parameter's value. */
export type Usual = readonly string[];

/** A bot's address: any http(s) URL works for VMP, but one that is not of the bot's usual form is odd. */
export function botAddress(bot: string, usual: Usual): TextRule {
  const isUsual = (url: URL): boolean => usual.some((start) => begins(url, new URL(start)));
  return (text) => {
    const finding = httpAddress(text);
    if (finding || isUsual(new URL(text))) return finding;
    return { warning: `is not the usual address of a ${bot}, which starts with ${usual.join(" or ")}` };
  };
}

/** However it is written: a port that needs not be named, an upper-case host, and the parameters in any order. */
function begins(url: URL, start: URL): boolean {
  if (url.origin !== start.origin) return false;
  const [parameter] = start.searchParams.keys();
  if (parameter === undefined) return url.pathname.startsWith(start.pathname) && url.pathname !== start.pathname;
  return url.pathname === start.pathname && (url.searchParams.get(parameter) ?? "") !== "";
}

/** DingTalk's own tools sign an address for an hour; VMP signs each message itself, by the key. */
export function notSigned(rule: TextRule): TextRule {
  return (text) => {
    const finding = rule(text);
    if (finding || !["timestamp", "sign"].some((name) => new URL(text).searchParams.has(name))) return finding;
    return {
      warning:
        "holds a timestamp and a signature, which are good for an hour: take both out, and give the robot's key as secretKey",
    };
  };
}
