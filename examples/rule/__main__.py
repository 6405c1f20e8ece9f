"""An alerting rule by volcenginecc, the vendor's provider, and whom it alerts by pulumi-vmp."""

import pulumi
import pulumi_vmp as vmp
from pulumi_volcenginecc import vmp as volcenginecc

config = pulumi.Config()

ada = vmp.Contact("ada", name="ada", email="ada@example.com")

team = vmp.ContactGroup("payments", name="payments", contact_ids=[ada.id])

policy = vmp.NotifyPolicy(
    "payments",
    name="payments",
    levels=[{"level": "P0", "contact_group_ids": [team.id], "channels": ["Email"]}],
)

grouping = vmp.NotifyGroupPolicy(
    "by-rule",
    name="by-rule",
    levels=[
        {
            "level": level,
            "group_by": ["__rule__"],
            "group_wait": 30,
            "group_interval": 300,
            "repeat_interval": 14400,
        }
        for level in ("P0", "P1", "P2")
    ],
)

rule = volcenginecc.AlertingRule(
    "errors",
    name="errors",
    type="vmp/PromQL",
    query=volcenginecc.AlertingRuleQueryArgs(
        workspace_id=config.require("workspaceId"),
        prom_ql='sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m]))',
    ),
    levels=[volcenginecc.AlertingRuleLevelArgs(level="P0", for_="5m", comparator=">", threshold=0.05)],
    notify_policy_id=policy.id,
    notify_group_policy_id=grouping.id,
)

pulumi.export("ruleId", rule.id)
