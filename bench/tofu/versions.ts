/** What the OpenTofu form is built from. */

/** One program built with Go, in a small module of its own. */
export interface TofuProgram {
    /** The name of the executable. */
    name: string;
    /** The package that is built. */
    package: string;
    /** The version of the module that holds it, with its `v`. */
    version: string;
    /** What its go.mod replaces: Go applies only the replacements of the main module, which ours is. */
    replace?: string;
    /** Set at link time, beside what strips the executable. */
    ldflags?: string;
    /** How it is run to see whether it runs, and what it then says. */
    check: { args: string[]; says: RegExp };
}

/** OpenTofu, and Mastercard's REST provider in the newest version that can be had as a Go module. */
export const tofuPrograms: readonly TofuProgram[] = [
    {
        name: "tofu",
        package: "github.com/opentofu/opentofu/cmd/tofu",
        version: "v1.12.6",
        replace:
            "github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828",
        ldflags: "-X github.com/opentofu/opentofu/version.dev=no",
        check: { args: ["version"], says: /OpenTofu v1\.12\.6/ },
    },
    {
        name: "terraform-provider-restapi",
        package: "github.com/Mastercard/terraform-provider-restapi",
        version: "v1.20.0",
        check: { args: [], says: /This binary is a plugin/ },
    },
];

/** The oldest Go that can begin the build; where it is older than OpenTofu asks for, it fetches that by itself. */
export const minimumGoVersion = "1.24.0";
