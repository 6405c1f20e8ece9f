"""A contact, a group of it, and a look at what is there already."""

import pulumi
import pulumi_vmp as vmp

config = pulumi.Config()

oncall = vmp.Contact(
    "oncall",
    name="oncall",
    email="oncall@example.com",
    lark_bot_webhook={"address": config.require_secret("larkAddress")},
)

team = vmp.ContactGroup("team", name="team-a", contact_ids=[oncall.id])

groups = vmp.get_contact_groups_output(name_contains="example")

pulumi.export("contactId", oncall.id)
pulumi.export("validationMail", oncall.send_status)
pulumi.export("groups", groups.apply(lambda found: [group.name for group in found.contact_groups]))
