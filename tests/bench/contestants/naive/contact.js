// A dynamic provider as tutorials write it: one file with rules, signature and client, captured in the closure, and one
// call an operation. It is no straw man: it checks, signs and calls what ours does, keeps its connections open, and
// shares one provider object between all contacts, which many tutorials do not.
const crypto = require("node:crypto");
const pulumi = require("@pulumi/pulumi");
const undici = require("undici");

const CHANNELS = ["webhook", "larkBotWebhook", "dingTalkBotWebhook", "weComBotWebhook"];
const SECRETS = { webhook: "token", larkBotWebhook: "secretKey", dingTalkBotWebhook: "secretKey" };

function findFailures(contact) {
  const failures = [];
  const fail = (property, reason) => failures.push({ property, reason });
  if (typeof contact.name !== "string" || !/^[A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff-]{0,126}$/.test(contact.name)) {
    fail("name", "must start with a letter, and hold letters, digits, - and _ only");
  }
  if (contact.email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email)) {
    fail("email", "must be an e-mail address");
  }
  for (const channel of CHANNELS) {
    const webhook = contact[channel];
    if (webhook === undefined) continue;
    if (!/^https?:\/\/\S+$/.test(webhook.address ?? "")) fail(`${channel}.address`, "must be a URL");
    const secret = SECRETS[channel];
    if (secret && webhook[secret] === "") fail(`${channel}.${secret}`, "must not be empty");
  }
  return failures;
}

function capitalized(value) {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key[0].toUpperCase() + key.slice(1), capitalized(inner)]),
  );
}

function uncapitalized(value) {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key[0].toLowerCase() + key.slice(1), uncapitalized(inner)]),
  );
}

/** What a call sends of a contact, or keeps of an answer. */
function pick(contact) {
  return Object.fromEntries(
    ["name", "email", ...CHANNELS].filter((key) => key in contact).map((key) => [key, contact[key]]),
  );
}

function sha256(text) {
  return crypto.createHash("sha256").update(text).digest("hex");
}

function hmac(key, text) {
  return crypto.createHmac("sha256", key).update(text).digest();
}

function sign(settings, url, body) {
  const date = new Date().toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = date.slice(0, 8);
  const hash = sha256(body);
  const scope = `${day}/${settings.region}/vmp/request`;
  const names = "content-type;host;x-content-sha256;x-date";
  const lines = `content-type:application/json\nhost:${url.host}\nx-content-sha256:${hash}\nx-date:${date}\n`;
  const request = ["POST", "/", url.searchParams.toString(), lines, names, hash].join("\n");
  const toSign = ["HMAC-SHA256", date, scope, sha256(request)].join("\n");
  const key = [day, settings.region, "vmp", "request"].reduce((last, part) => hmac(last, part), settings.secretKey);
  const signature = hmac(key, toSign).toString("hex");
  return {
    "Content-Type": "application/json",
    "X-Date": date,
    "X-Content-Sha256": hash,
    Authorization: `HMAC-SHA256 Credential=${settings.accessKey}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

async function call(settings, action, parameters) {
  const url = new URL(`${settings.endpoint}/?Action=${action}&Version=2021-03-03`);
  const body = JSON.stringify(parameters);
  const response = await undici.request(url, { method: "POST", headers: sign(settings, url, body), body });
  const answer = await response.body.json();
  const error = answer.ResponseMetadata.Error;
  if (error) throw Object.assign(new Error(`${action}: ${error.Code}: ${error.Message}`), { code: error.Code });
  return answer.Result;
}

const provider = {
  async configure({ config }) {
    this.settings = {
      endpoint: config.require("vmp:endpoint"),
      region: config.require("vmp:region"),
      accessKey: config.require("vmp:accessKey"),
      secretKey: config.require("vmp:secretKey"),
    };
  },

  async check(_olds, news) {
    return { inputs: news, failures: findFailures(news) };
  },

  async diff(_id, olds, news) {
    const changes = ["name", "email", ...CHANNELS].some(
      (property) => JSON.stringify(olds[property]) !== JSON.stringify(news[property]),
    );
    return { changes };
  },

  async create(inputs) {
    const { Id } = await call(this.settings, "CreateContact", capitalized(pick(inputs)));
    return { id: Id, outs: inputs };
  },

  async read(id, state) {
    try {
      const found = await call(this.settings, "GetContact", { Id: id });
      return { id, props: { ...state, ...pick(uncapitalized(found)) } };
    } catch (error) {
      if (error.code === "NotFound.Id") return { id: "", props: {} };
      throw error;
    }
  },

  async update(id, _olds, news) {
    await call(this.settings, "UpdateContact", { Id: id, ...capitalized(pick(news)) });
    return { outs: news };
  },

  async delete(id) {
    const { UnsuccessfulItems } = await call(this.settings, "DeleteContacts", { Ids: [id] });
    for (const { Error: reason } of UnsuccessfulItems ?? []) throw new Error(reason.Message);
  },
};

class Contact extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(provider, name, args, opts);
  }
}

exports.Contact = Contact;
