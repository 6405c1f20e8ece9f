module vmp-go

go 1.25

require (
	example.com/pulumi-vmp/sdk/go v0.0.0
	github.com/pulumi/pulumi/sdk/v3 v3.259.0
)

// What `pulumi package gen-sdk` writes.
replace example.com/pulumi-vmp/sdk/go => ./sdks/go
