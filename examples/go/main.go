// A contact, a group of it, and a look at what is there already.
package main

import (
	"example.com/pulumi-vmp/sdk/go/vmp"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		larkAddress := config.RequireSecret(ctx, "larkAddress")
		oncall, err := vmp.NewContact(ctx, "oncall", &vmp.ContactArgs{
			Name:           pulumi.String("oncall"),
			Email:          pulumi.String("oncall@example.com"),
			LarkBotWebhook: &vmp.ContactLarkBotWebhookArgs{Address: larkAddress},
		})
		if err != nil {
			return err
		}
		_, err = vmp.NewContactGroup(ctx, "team", &vmp.ContactGroupArgs{
			Name:       pulumi.String("team-a"),
			ContactIds: pulumi.StringArray{oncall.ID()},
		})
		if err != nil {
			return err
		}
		groups, err := vmp.GetContactGroups(ctx, &vmp.GetContactGroupsArgs{NameContains: pulumi.StringRef("example")})
		if err != nil {
			return err
		}
		ctx.Export("contactId", oncall.ID())
		ctx.Export("validationMail", oncall.SendStatus)
		names := pulumi.StringArray{}
		for _, group := range groups.ContactGroups {
			names = append(names, pulumi.String(group.Name))
		}
		ctx.Export("groups", names)
		return nil
	})
}
