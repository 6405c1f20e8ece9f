import { PolicyPack } from "@pulumi/policy";

const CONTACT = "pulumi-nodejs:dynamic/vmp:Contact";

/** What reaches somebody who does not read mail at night. */
const CHANNELS = ["webhook", "larkBotWebhook", "dingTalkBotWebhook", "weComBotWebhook", "phoneNumber"];

new PolicyPack("vmp-contacts", {
  policies: [
    {
      name: "more-than-email",
      description: "Every contact has at least one channel besides e-mail.",
      enforcementLevel: "mandatory",
      validateResource: ({ type, props }, reportViolation) => {
        // `in` asks whether a property is set, not what it is: a preview may not know that yet.
        if (type !== CONTACT || CHANNELS.some((channel) => channel in props)) return;
        reportViolation(`Set at least one of ${CHANNELS.join(", ")}: an e-mail alone wakes nobody.`);
      },
    },
  ],
});
