/** The programs of the OpenTofu forms. */

/** One program built with Go, in a small module of its own. */
export interface TofuProgram {
    /** The name of the executable. */
    name: string;
    /** The package to build. */
    package: string;
    /** The version of its module, with the `v`. */
    version: string;
    /** The replacement in its go.mod. Go applies only those of the main module, which is ours. */
    replace?: string;
    /** Further flags of the linker. */
    ldflags?: string;
    /** The arguments of a test run, and its expected output. */
    check: { args: string[]; output: RegExp };
}

/**
 * OpenTofu, and the newest version of Mastercard's REST provider that is a Go module. From 2.0 on, the path in its go.mod
 * does not end in the major version, so Go refuses to build it by its name.
 */
export const tofuPrograms: readonly TofuProgram[] = [
    {
        name: "tofu",
        package: "github.com/opentofu/opentofu/cmd/tofu",
        version: "v1.12.6",
        replace:
            "github.com/hashicorp/hcl/v2 v2.20.1 => github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828",
        ldflags: "-X github.com/opentofu/opentofu/version.dev=no",
        check: { args: ["version"], output: /OpenTofu v1\.12\.6/ },
    },
    {
        name: "terraform-provider-restapi",
        package: "github.com/Mastercard/terraform-provider-restapi",
        version: "v1.20.0",
        check: { args: [], output: /This binary is a plugin/ },
    },
];

/** The oldest Go that can start the build. It fetches the newer Go of OpenTofu by itself. */
export const minimumGoVersion = "1.24.0";
