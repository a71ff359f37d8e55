/** The forms that the bench compares: their names, descriptions and operations. */

/** The operations of a form, in the order of their measurement. */
export const operations = ["up", "preview", "refresh", "destroy"] as const;

/** One of {@link operations}. `preview` is a preview without changes. */
export type Operation = (typeof operations)[number];

/** A program and the way to run it. */
export type FormName =
    | "set"
    | "set-plugin-yaml"
    | "single"
    | "single-no-checkpoints"
    | "plugin"
    | "plugin-no-checkpoints"
    | "plugin-yaml"
    | "closure"
    | "tofu"
    | "tofu-newest"
    | "terraform"
    | "terraform-set"
    | "curl"
    | "curl-kept-alive";

/** One form. */
export interface Form {
    name: FormName;
    /** The name in tables and in the picture. */
    label: string;
    /** A description in one line. */
    what: string;
    /** The smallest measured number of passwords; 10 by default. */
    smallest?: number;
    /** The largest measured number of passwords. */
    largest: number;
    /** True where it is measured with a slow vault too. */
    hasLatencies?: boolean;
    operations: readonly Operation[];
}

/** All forms, in the order of the tables. */
export const forms: readonly Form[] = [
    {
        name: "set",
        label: "set",
        what: "one `PasswordDisablementSet` with all identifiers",
        smallest: 1,
        largest: 10_000,
        hasLatencies: true,
        operations,
    },
    {
        name: "set-plugin-yaml",
        label: "set, plugin, YAML",
        what: "the same set in a YAML program, through the provider plugin",
        smallest: 1,
        largest: 10_000,
        hasLatencies: true,
        operations,
    },
    {
        name: "single",
        label: "single",
        what: "a `PasswordDisablement` for each identifier",
        largest: 1_000,
        operations,
    },
    {
        name: "single-no-checkpoints",
        label: "single, no checkpoints",
        what: "the same with `PULUMI_SKIP_CHECKPOINTS=1`: the engine writes its state once, at the end",
        largest: 1_000,
        hasLatencies: true,
        operations,
    },
    {
        name: "plugin",
        label: "plugin",
        what: "the program of **single** through the provider plugin, with its generated SDK and the executable of a release",
        largest: 1_000,
        operations,
    },
    {
        name: "plugin-no-checkpoints",
        label: "plugin, no checkpoints",
        what: "the same with `PULUMI_SKIP_CHECKPOINTS=1`",
        largest: 1_000,
        operations,
    },
    {
        name: "plugin-yaml",
        label: "plugin, YAML",
        what: "a `mysafe:PasswordDisablement` for each identifier in a YAML program, with `PULUMI_SKIP_CHECKPOINTS=1`",
        largest: 1_000,
        operations,
    },
    {
        name: "closure",
        label: "usual dynamic provider",
        what: "a `pulumi.dynamic.Resource` for each identifier, its provider in the program as Pulumi's examples have it",
        largest: 100,
        operations,
    },
    {
        name: "tofu",
        label: "OpenTofu, REST 1.20",
        what: "a `restapi_object` of version 1.20.0 for each identifier, which reads what it made: two calls, two tokens",
        largest: 1_000,
        hasLatencies: true,
        operations,
    },
    {
        name: "tofu-newest",
        label: "OpenTofu, newest REST",
        what: "the same with the newer version, which needs `ignore_all_server_changes = true`",
        largest: 1_000,
        hasLatencies: true,
        operations,
    },
    {
        name: "terraform",
        label: "OpenTofu, mysafe",
        what: "a `mysafe_password_disablement` of our Terraform provider for each identifier, with the executable of a release",
        smallest: 1,
        largest: 1_000,
        operations,
    },
    {
        name: "terraform-set",
        label: "OpenTofu, mysafe set",
        what: "one `mysafe_password_disablement_set` of the same provider with all identifiers",
        smallest: 1,
        largest: 10_000,
        operations,
    },
    {
        name: "curl",
        label: "curl, one each",
        what: "`xargs -P 8`, one `curl` for each identifier",
        largest: 10_000,
        hasLatencies: true,
        operations: ["up"],
    },
    {
        name: "curl-kept-alive",
        label: "curl, kept alive (floor)",
        what: "`xargs -P 8`, eight `curl` in all, each with an eighth of the identifiers on one connection",
        largest: 10_000,
        hasLatencies: true,
        operations: ["up"],
    },
];

/** Returns true for a form that OpenTofu runs. */
export function isOfTofu(name: FormName): boolean {
    return /^(tofu|terraform)(-|$)/.test(name);
}

/** Returns the form with this name. @throws Error if there is none. */
export function formOf(name: string): Form {
    const form = forms.find((one) => one.name === name);
    if (!form) {
        throw new Error(`Unknown form ${name}: expected one of ${forms.map((one) => one.name).join(", ")}`);
    }
    return form;
}
