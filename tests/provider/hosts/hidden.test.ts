import { fields } from "../../../provider/resources/contact/table";
import { HIDDEN, hiddenPaths, hide, reveal } from "../../../provider/hosts/hidden";
import { OPTIONAL_FIELDS } from "../../support/contacts";

const { webhook, larkBotWebhook } = OPTIONAL_FIELDS;

test("a secret that the state does not have is hidden; one that it has, and what is no secret, stays", () => {
  const found = { name: "oncall", webhook, larkBotWebhook, weComBotWebhook: { address: "x", atUserIds: ["a"] } };
  const state = { name: "oncall", webhook: { address: webhook.address }, larkBotWebhook };
  expect(hide(fields, found, state, [])).toEqual({
    name: "oncall",
    webhook: { address: webhook.address, token: HIDDEN },
    larkBotWebhook,
    weComBotWebhook: { address: HIDDEN, atUserIds: ["a"] },
  });
});

test("a secret that was hidden before stays hidden, although the state has it by now", () => {
  const state = { name: "oncall", webhook };
  expect(hide(fields, state, state, ["webhook.token"])).toEqual({
    name: "oncall",
    webhook: { address: webhook.address, token: HIDDEN },
  });
});

test("the stand-in gives way to the state's own value, and nothing else changes", () => {
  const inputs = { name: "oncall", webhook: { address: HIDDEN, token: "new" }, larkBotWebhook };
  expect(reveal(fields, inputs, { name: "old", webhook })).toEqual({
    name: "oncall",
    webhook: { address: webhook.address, token: "new" },
    larkBotWebhook,
  });
});

test("the paths of the stand-ins are named", () => {
  const inputs = { webhook: { address: HIDDEN, token: "t" }, dingTalkBotWebhook: { address: "x", secretKey: HIDDEN } };
  expect(hiddenPaths(fields, inputs)).toEqual(["webhook.address", "dingTalkBotWebhook.secretKey"]);
  expect(hiddenPaths(fields, {})).toEqual([]);
});

test("nothing that came in is changed", () => {
  const found = Object.freeze({ webhook: Object.freeze({ ...webhook }) });
  hide(fields, found, {}, []);
  reveal(fields, { webhook: { address: HIDDEN } }, found);
  expect(found).toEqual({ webhook });
});
