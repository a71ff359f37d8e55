import { apiSecretKind, noteKind, type ObjectKind, passwordKind } from "../client/kinds";
import { type ResourceType, resourceTypes } from "../lifecycle/resourceTypes";
import { settingDescriptions, settingRows } from "../settings/table";
import { toAttribute } from "./names";

/** A type of a value, in the JSON of Terraform's type system. */
export type ValueType = "string" | "number" | "bool" | readonly ["list" | "set" | "map", ValueType] | ObjectType;
export type ObjectType = readonly ["object", Readonly<Record<string, ValueType>>];

/** One attribute of a schema. */
export interface Attribute {
    name: string;
    type: ValueType;
    /** One sentence or two, in Markdown. */
    description: string;
    role: "required" | "optional" | "computed";
    isSensitive?: boolean;
}

/** A schema: of the provider, of a resource or of a data source. */
export interface BlockSchema {
    description: string;
    attributes: readonly Attribute[];
}

/** The schema of a resource, with the lifecycle's type that serves it. */
export interface ResourceSchema extends BlockSchema {
    resourceType: ResourceType;
}

const required = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "required",
});
const optional = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "optional",
});
const computed = (name: string, type: ValueType, description: string): Attribute => ({
    name,
    type,
    description,
    role: "computed",
});

/** The schema of the provider's configuration, from the table of settings. */
export const providerSchema: BlockSchema = {
    description:
        "Disables passwords, notes and API secrets in the senhasegura / Segura MySafe vault, and keeps them so.",
    attributes: settingRows.map(([name, { type, list, secret, variable }]) => {
        const isNumber = type === "number" || type === "integer";
        const single = type === "boolean" ? "bool" : isNumber ? "number" : "string";
        const source = variable === undefined ? "" : ` Without it, the variable \`${variable}\`.`;
        const description = `${settingDescriptions[name]}${source}`;
        return {
            ...optional(toAttribute(name), list ? ["list", single] : single, description),
            isSensitive: secret === true,
        };
    }),
};

const reason = optional(
    "reason",
    "string",
    "Why the object is disabled, such as the number of a change. The state keeps it.",
);
const onDestroy = optional(
    "on_destroy",
    "string",
    'What a destroy does: `"leave"` (default) leaves the object inactive, `"restore"` enables it if this resource disabled it.',
);

const confirmation = {
    status: '`"inactive"`, `"active"` where a refresh found it re-enabled, `"missing"` where the vault no longer has it, or `"unconfirmed"` where no answer came.',
    outcome: '`"deactivated"` if this resource disabled it, `"already-inactive"` if it was inactive before.',
    disabled_at: "The time of the first confirmation (RFC 3339, UTC).",
    last_disabled_at: "The time of the last confirmation, where that is a later one.",
    vault_url: "Base URL of the vault that confirmed it.",
};

function singleResource(resourceType: ResourceType): ResourceSchema {
    const { noun, canListReadEnable } = resourceType.kind;
    const id = computed("id", "string", "The identifier, as text.");
    const identifier = required(
        "identifier",
        "number",
        `The number of the ${noun} in the vault. Another number replaces the resource.`,
    );
    const outputs = Object.entries(confirmation).map(([name, description]) => computed(name, "string", description));
    const ofPassword = [
        computed("name", "string", "Name and user name in the vault, where the list shows them."),
        computed("drift_corrections", "number", "How often a refresh found it active and an apply disabled it again."),
    ];
    return {
        description: `Disables one ${noun} of the vault.`,
        attributes: [
            id,
            identifier,
            reason,
            ...(canListReadEnable ? [onDestroy] : []),
            ...outputs,
            ...(canListReadEnable ? ofPassword : []),
        ],
        resourceType,
    };
}

/** The type of a group of passwords with the same facts in a set's `results`. */
const resultType: ObjectType = [
    "object",
    {
        ...Object.fromEntries(["identifiers", ...Object.keys(confirmation)].map((name) => [name, "string" as const])),
        drift_corrections: "number",
    },
];

const setResource: ResourceSchema = {
    description: "Disables a set of passwords. The state keeps their results in groups, so that thousands stay small.",
    attributes: [
        computed("id", "string", "A random name."),
        required("identifiers", ["set", "number"], "The numbers of the passwords in the vault."),
        reason,
        onDestroy,
        optional("additive", "bool", "Keeps passwords that `identifiers` no longer has, as a search needs it."),
        computed(
            "results",
            ["list", resultType],
            "The results, passwords with the same facts together: `identifiers` has ranges such as `312, 400-420`.",
        ),
        computed("names", ["map", "string"], "Name and user name of each password, by its identifier."),
        computed("drift_corrections", "number", "How often an apply disabled a re-enabled password again, in total."),
    ],
    resourceType: resourceTypes.PasswordDisablementSet,
};

/** The schemas of all resources, by type name. */
export const resourceSchemas: Readonly<Record<string, ResourceSchema>> = {
    [`mysafe_${nameOf(passwordKind)}_disablement`]: singleResource(resourceTypes.PasswordDisablement),
    mysafe_password_disablement_set: setResource,
    [`mysafe_${nameOf(noteKind)}_disablement`]: singleResource(resourceTypes.NoteDisablement),
    [`mysafe_${nameOf(apiSecretKind)}_disablement`]: singleResource(resourceTypes.ApiSecretDisablement),
};

function nameOf({ noun }: ObjectKind): string {
    return noun.toLowerCase().replaceAll(" ", "_");
}

const filters = [
    optional("tag", "string", "A tag, compared as a whole and in any case."),
    optional("username", "string", "The user name, compared as a whole and in any case."),
    optional("name_contains", "string", "A part of the name, in any case."),
    optional("url_contains", "string", "A part of the URL, in any case."),
];

const found = {
    identifier: ["number", "The number of the password in the vault."],
    name: ["string", "Its name."],
    url: ["string", "Its URL."],
    tags: [["list", "string"], "Its tags."],
    can_view: ["bool", "False where the access key may not see it."],
    can_write: ["bool", "False where the access key may not disable it."],
} as const satisfies Record<string, readonly [ValueType, string]>;

const foundType: ObjectType = [
    "object",
    { ...Object.fromEntries(Object.entries(found).map(([name, [type]]) => [name, type])), username: "string" },
];

/** The schemas of all data sources, by type name. */
export const dataSourceSchemas: Readonly<Record<string, BlockSchema>> = {
    mysafe_passwords: {
        description: "Searches the passwords that the access key may see. No secret is read.",
        attributes: [
            ...filters,
            optional(
                "allow_empty",
                "bool",
                "Expects that the search can find nothing. Without it, an empty result is a warning.",
            ),
            computed(
                "identifiers",
                ["set", "number"],
                "The numbers of the passwords, for `mysafe_password_disablement_set`.",
            ),
            computed("passwords", ["list", foundType], "The passwords, in the order of the vault's list."),
        ],
    },
    mysafe_password: {
        description: "Finds one password that the access key may see. None or several are an error. No secret is read.",
        attributes: [
            ...filters,
            ...Object.entries(found).map(([name, [type, description]]) => computed(name, type, description)),
        ],
    },
};
