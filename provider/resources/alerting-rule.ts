/**
 * Alerting rules, as what they use has to know them. This package makes none.
 *
 * Source: the API reference of VMP, GetAlertingRule and ListAlertingRules.
 */
import type { ReadType } from "../client/records/record-type";

export const ALERTING_RULE: ReadType = {
  noun: "alerting rule",
  nouns: "alerting rules",
  actions: { get: "GetAlertingRule", list: "ListAlertingRules" },
};
