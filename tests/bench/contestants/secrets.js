// Marks what `vmp.Contact` marks, so that the engine has the same things to encrypt for every contestant.
const pulumi = require("@pulumi/pulumi");

const SECRET = ["address", "token", "secretKey"];

exports.SECRET_OUTPUTS = ["webhook", "larkBotWebhook", "dingTalkBotWebhook", "weComBotWebhook"];

/** The arguments with the addresses, tokens and keys of the four webhooks as secrets. */
exports.withSecrets = (args) => {
  const marked = { ...args };
  for (const webhook of exports.SECRET_OUTPUTS) {
    const entries = Object.entries(args[webhook]);
    marked[webhook] = Object.fromEntries(
      entries.map(([key, value]) => [key, SECRET.includes(key) ? pulumi.secret(value) : value]),
    );
  }
  return marked;
};
