/** What only vmp.NotifyTemplate has: texts of several lines, and a channel that no update changes. */
import { createBody } from "../../../provider/fields/wire";
import { replacing } from "../../../provider/lifecycle/lifecycle";
import { NOTIFY_TEMPLATE } from "../../../provider/resources/notify-template";
import type { Properties } from "../../../provider/values";
import { CHAIN } from "../../support/chain";
import { closeAll } from "../client/server";
import { callsOf, contextFor, failureOf, lifecycleOf, make, openEmulator } from "../support";

const { check, create, diff } = lifecycleOf(NOTIFY_TEMPLATE);
const full: Properties & { name: string } = { name: "lark", ...CHAIN.NotifyTemplate?.full };
const message = (content: string): object => ({ ...full, active: { title: "{{ .Level }}", content } });

afterEach(closeAll);

test("its messages have lines and braces, and no other control characters", () => {
  expect(check(message("{{ .Level }}\r\n\t{{ .Region }}"))).toMatchObject({ failures: [], warnings: [] });
  // As a block of YAML does.
  expect(check(message("\n{{ .Level }}\n"))).toMatchObject({ failures: [], warnings: [] });
  expect(check(message(" \n")).failures).toEqual([
    { path: "active.content", message: "must hold more than blanks and line breaks" },
  ]);
  expect(check(message("{{ .Level }}\u0000")).failures).toEqual([
    { path: "active.content", message: "must not hold control characters other than tabs and line breaks" },
  ]);
  expect(check(message("{{ .Levl }}")).warnings).toEqual([
    {
      path: "active.content",
      message:
        "uses .Levl (did you mean .Level?), of which VMP's reference says nothing; it names .Region, " +
        ".AlertingRuleName, .AlertingRuleDetailURL, .Level, .PromQL, .Comparator, .Threshold, .For",
    },
  ]);
});

test("another channel replaces it, and nothing else does", () => {
  const changed = { ...full, name: "other", description: "", channel: "WeComBotWebhook", resolved: full.active };
  const paths = diff(full, changed);
  expect(paths).toEqual(["name", "description", "channel", "resolved.title", "resolved.content"]);
  expect(replacing(NOTIFY_TEMPLATE, full, paths)).toEqual(["channel"]);
});

test("one of another channel is not taken over, and nothing is sent", async () => {
  const emulator = await openEmulator();
  const { actions, fields } = NOTIFY_TEMPLATE;
  const id = await make(emulator, actions.create, createBody(fields, { ...full, channel: "WeComBotWebhook" }));
  const refused = await failureOf(create(contextFor(emulator), { ...full, adopt: true }));
  expect(refused.effect).toBe("none");
  expect(refused.message).toBe(
    `create notify template "lark": NotChangeable: the notify template that exists already (id ${id}) has another ` +
      "channel, which VMP changes of none; nothing was sent. Give it another name, or the channel that the existing " +
      "one has; or delete that notify template in the VMP console.",
  );
  expect(callsOf(emulator).map(([action]) => action)).not.toContain(actions.update);
});
