module mysafe-go

go 1.25.6

require (
	github.com/pulumi-mysafe/pulumi-mysafe/sdk/go/mysafe v0.1.0
	github.com/pulumi/pulumi/sdk/v3 v3.225.1
)
