package main

import (
	"github.com/pulumi-mysafe/pulumi-mysafe/sdk/go/mysafe"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		server, err := mysafe.NewPasswordDisablement(ctx, "build-server", &mysafe.PasswordDisablementArgs{
			Identifier: pulumi.String("330"),
			Reason:     pulumi.String("CHG-2041"),
		})
		if err != nil {
			return err
		}
		found := mysafe.GetPasswordsOutput(ctx, mysafe.GetPasswordsOutputArgs{Tag: pulumi.String("offboarding")})
		_, err = mysafe.NewPasswordDisablementSet(ctx, "leavers", &mysafe.PasswordDisablementSetArgs{
			Identifiers: found.Identifiers(),
			Additive:    pulumi.Bool(true), // keeps passwords that the search no longer finds
			Reason:      pulumi.String("CHG-2041"),
		})
		ctx.Export("outcome", server.Outcome)
		return err
	})
}
