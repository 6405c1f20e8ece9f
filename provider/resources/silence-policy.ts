/**
 * vmp.SilencePolicy: its table, and when it is over.
 *
 * Source: the API reference of VMP, CreateSilencePolicy, UpdateSilencePolicy, DeleteSilencePolicies,
 * ListSilencePolicies, EnableSilencePolicies and DisableSilencePolicies; there is no Get. Observed (the vendor's
 * Terraform provider): what is needed, how many there can be, and that every update carries the matchers.
 */
import { timeOf } from "../values";
import type { Fields, PropertiesOf } from "../fields/field";
import { description, silenceName } from "../fields/rules";
import { dateRange, daysOfMonth, endOf, timesOfDay, weekdays, zone } from "../fields/times";
import type { ResourceType } from "../lifecycle/resource-type";

export const fields = {
  /**
   * The policy's name, unique among the silence policies of the region: letters (`A-Z`, `a-z`), Chinese characters
   * (Unicode Han), digits, `-` and `_`; the first is no digit and no `_`; at most 128 characters. Required. Not secret.
   * Documented under CreateSilencePolicy, `Name`.
   */
  name: { kind: "text", api: "Name", required: true, rule: silenceName },
  /**
   * What it is for, in at most 128 characters. Optional. Not secret. Documented under CreateSilencePolicy,
   * `Description`.
   */
  description: { kind: "text", api: "Description", rule: description },
  /**
   * Which alerts are silenced: those that one of these fits, 1 to 32 of them, in any order. Required. Not secret.
   * Observed.
   */
  metricLabelMatchers: {
    kind: "list",
    api: "MetricLabelMatchers",
    required: true,
    inEveryUpdate: true,
    unordered: true,
    least: 1,
    most: 32,
    members: {
      /** What has to be so of an alert's labels, all of it: 1 to 24, in any order. Required. Observed. */
      matchers: {
        kind: "list",
        api: "Matchers",
        required: true,
        unordered: true,
        least: 1,
        most: 24,
        members: {
          /** The label's name. Required. Observed. */
          label: { kind: "text", api: "Label", required: true },
          /** The label's value, or a regular expression for it, as the operator says. Required. Observed. */
          value: { kind: "text", api: "Value", required: true },
          /** How the two are compared. Optional, default `Equal`. Observed. */
          operator: {
            kind: "text",
            api: "Operator",
            choices: ["Equal", "NotEqual", "RegexpEqual", "RegexpNotEqual"],
            default: "Equal",
          },
        },
      },
    },
  },
  /**
   * When it silences: at the times that one of these says, at least one, in any order. With only a `location` that is
   * always, with a `date` once, with a `periodicDate` again and again. Required. Not secret. Documented under
   * CreateSilencePolicy, `TimeRangeMatchers`.
   */
  timeRangeMatchers: {
    kind: "list",
    api: "TimeRangeMatchers",
    required: true,
    unordered: true,
    least: 1,
    members: {
      /**
       * The time zone that the times are in, by its name in the IANA database, such as `Asia/Shanghai`. Required.
       * Documented under `TimeRangeMatchers`, `Location`.
       */
      location: { kind: "text", api: "Location", required: true, rule: zone },
      /**
       * From when until when: `2025-01-02 15:04~2025-01-03 14:04`. Optional; not beside `periodicDate`. Documented
       * under `TimeRangeMatchers`, `Date`.
       */
      date: { kind: "text", api: "Date", rule: dateRange },
      /**
       * What comes again: the times of day, of those days that are named. At least one of its parts is needed.
       * Optional; not beside `date`. Documented under `TimeRangeMatchers`, `PeriodicDate`.
       */
      periodicDate: {
        kind: "object",
        api: "PeriodicDate",
        excludes: "date",
        members: {
          /**
           * Times of day, at most 4: `20:00~21:12,22:00~23:12`. Optional: the whole day. Documented under
           * `PeriodicDate`, `Time`.
           */
          time: { kind: "text", api: "Time", rule: timesOfDay },
          /** Days of the week, at most 7: `1,3,5`. Optional: each. Observed. */
          weekday: { kind: "text", api: "Weekday", rule: weekdays },
          /** Days of the month, at most 10, or ranges of them: `1,15~20`. Optional: each. Observed. */
          dayOfMonth: { kind: "text", api: "DayOfMonth", rule: daysOfMonth },
        },
      },
    },
  },
  /**
   * Whether it is switched on. VMP has actions of their own for that: one is called after the create of a policy that
   * is to be off, and alone when nothing else changes. Optional, default `true`. Not secret. Documented under
   * EnableSilencePolicies and DisableSilencePolicies.
   */
  enabled: {
    kind: "switch",
    api: "Status",
    on: { word: "Active", action: "EnableSilencePolicies" },
    off: { word: "Disabled", action: "DisableSilencePolicies" },
  },
  /**
   * Whether the create takes over a silence policy of exactly this name that exists already: brings it to the program's
   * fields and keeps its id. Where nothing differs, nothing is sent. The run says so. One that was made in Feishu stays
   * as it is. Optional, default the setting `vmp:adoptExisting`, which is `false`; then a name that is taken is an
   * error. No part of what VMP keeps. Not secret.
   */
  adopt: { kind: "flag" },
} as const satisfies Fields;

export const outputs = {
  /**
   * `Active`, `Disabled` or `Expired`: its last time is over. Filled by the first refresh, and by the one after an
   * update. Observed.
   */
  status: { kind: "text", api: "Status", read: true },
  /**
   * `General`, or `LarkBot`: made in Feishu, by the bot there. Filled by the first refresh. Observed.
   */
  source: { kind: "text", api: "Source", read: true },
  /**
   * When VMP deletes it, once it has expired, as the service writes it; filled by the first refresh, and by the one
   * after an update. Observed.
   */
  autoDeleteTime: { kind: "text", api: "AutoDeleteTime", read: true },
  /** When the policy was made, as the service writes it; filled by the first refresh. Observed. */
  createTime: { kind: "text", api: "CreateTime", read: true },
  /** It had expired, and a refresh did not find it any more. */
  gone: { kind: "flag", internal: true },
} as const satisfies Fields;

/** What a program says of a silence policy. */
export interface SilencePolicyProperties extends PropertiesOf<typeof fields> {}

/** @internal */
export const SILENCE_POLICY: ResourceType<typeof fields, typeof outputs> = {
  name: "SilencePolicy",
  plural: "SilencePolicies",
  noun: "silence policy",
  nouns: "silence policies",
  actions: {
    create: "CreateSilencePolicy",
    update: "UpdateSilencePolicy",
    delete: "DeleteSilencePolicies",
    list: "ListSilencePolicies",
  },
  fields,
  outputs,
  leftAlone: ({ Source }) =>
    Source === "LarkBot" ? "was made in Feishu, by the bot there, and is not managed from here" : undefined,
  ends: {
    by: "timeRangeMatchers",
    isOver: ({ status, autoDeleteTime, timeRangeMatchers }, now) =>
      status === "Expired" ||
      timeOf(autoDeleteTime) <= now ||
      timeRangeMatchers.every(({ date, location }) => date !== undefined && endOf(date, location) <= now),
  },
  special: () =>
    Promise.resolve({
      // An update can bring what had expired back, and a switch changes the status.
      afterUpdate: (_operation, _id, { state: { createTime, source } }) =>
        Promise.resolve({ outputs: { createTime, source }, notices: [], failures: [] }),
    }),
};
