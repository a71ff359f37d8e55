import { apiSecretKind, noteKind, type ObjectKind, passwordKind } from "../client/kinds";
import { type ResourceType, resourceTypes } from "../lifecycle/resourceTypes";
import { argumentDescription, type Setting, type SettingName, settingRows } from "../settings/table";
import { toAttribute } from "./names";

/** A type of a value, in the JSON of Terraform's type system. */
export type ValueType = "string" | "number" | "bool" | readonly ["list" | "map", ValueType] | ObjectType;
export type ObjectType = readonly ["object", Readonly<Record<string, ValueType>>];

/** One attribute of a schema. */
export interface Attribute {
    name: string;
    type: ValueType;
    /** One sentence or two, in Markdown. */
    description: string;
    role: "required" | "optional" | "computed";
    isSensitive?: boolean;
    /** The descriptions of the fields of an object, which a type has no place for. */
    fields?: Readonly<Record<string, string>>;
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
        "Disables passwords, notes and API secrets in the senhasegura / Segura MySafe vault, and keeps passwords disabled.",
    attributes: settingRows.map(([name, setting]) => {
        const { type, list, secret } = setting;
        const isNumber = type === "number" || type === "integer";
        const single = type === "boolean" ? "bool" : isNumber ? "number" : "string";
        return {
            ...optional(toAttribute(name), list ? ["list", single] : single, describe(name, setting)),
            isSensitive: secret === true,
        };
    }),
};

function describe(name: SettingName, { variable, required, default: preset, defaultText }: Setting): string {
    const text = argumentDescription(name).replace("a preview", "a plan");
    const fallback = preset === undefined ? defaultText : `\`${preset}\``;
    const notes = [
        ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
        ...(variable === undefined
            ? []
            : [`${required ? "Required, here or as environment variable" : "Environment variable:"} \`${variable}\`.`]),
    ];
    return [text, ...notes].join(" ");
}

const reason = optional(
    "reason",
    "string",
    "The reason or a ticket number. Only the state keeps it, since the vault has no field for it.",
);

/** @param subject The objects of the resource. */
const onDestroy = (subject: string): Attribute =>
    optional(
        "on_destroy",
        "string",
        `The action of a destroy. \`"leave"\` (default) leaves ${subject} inactive. \`"restore"\` enables it if this resource disabled it. Apply a change before the destroy.`,
    );

const confirmation = {
    status: '`"inactive"` after an apply. A refresh finds `"active"` or `"missing"`. A request without an answer leaves `"unconfirmed"`.',
    outcome:
        'The first outcome: `"deactivated"` if this resource disabled it, `"already-inactive"` if it was inactive before.',
    disabled_at: "The time when an apply first confirmed that it is inactive, in UTC, such as `2025-01-31T09:30:00Z`.",
    last_disabled_at: "The time when an apply last disabled it, if that is later.",
    vault_url: "The base URL of the vault that confirmed it.",
};

const driftCorrections = "The number of times that a refresh found it active and an apply disabled it again.";

/** The confirmation of an object that the vault does not read: a refresh finds nothing. */
const unreadConfirmation = {
    ...confirmation,
    status: '`"inactive"` after an apply. A request without an answer leaves `"unconfirmed"`.',
};

function singleResource(resourceType: ResourceType): ResourceSchema {
    const { noun, canListReadEnable } = resourceType.kind;
    const outputs = Object.entries(canListReadEnable ? confirmation : unreadConfirmation);
    const ofPassword = [
        computed("name", "string", "The name and user name, such as `Github (m.souza)`, if the vault's list has them."),
        computed("drift_corrections", "number", driftCorrections),
    ];
    const article = /^[aeiou]/i.test(noun) ? "an" : "a";
    return {
        description: canListReadEnable
            ? `Disables one ${noun} in the MySafe vault. An apply accepts one that is already inactive. After somebody enables it, the next apply disables it again.`
            : `Disables one ${noun} in the MySafe vault. The vault has no call to read or enable ${article} ${noun}, so a refresh finds no change and a destroy leaves it inactive.`,
        attributes: [
            required(
                "identifier",
                "number",
                `The number of the ${noun} in the vault, from 1. A change replaces the resource.`,
            ),
            reason,
            ...(canListReadEnable ? [onDestroy(`the ${noun}`)] : []),
            computed("id", "string", "The identifier as text."),
            ...outputs.map(([name, description]) => computed(name, "string", description)),
            ...(canListReadEnable ? ofPassword : []),
        ],
        resourceType,
    };
}

/** The fields of a group of passwords with the same facts in a set's `results`. */
const resultFields = {
    identifiers: "The numbers of the passwords as ranges, such as `312, 400-420`.",
    ...confirmation,
    drift_corrections: driftCorrections,
};

const resultType: ObjectType = [
    "object",
    Object.fromEntries(
        Object.keys(resultFields).map((name) => [name, name === "drift_corrections" ? "number" : "string"]),
    ),
];

const setResource: ResourceSchema = {
    description:
        "Disables many passwords in the MySafe vault, up to ten thousand. The state keeps their results in groups, so it stays small.",
    attributes: [
        // Terraform and OpenTofu compare each element of a set with each other, which takes minutes for thousands.
        required(
            "identifiers",
            ["list", "number"],
            "The numbers of the passwords in the vault, from 1, in any order. Passwords that leave the list stay inactive.",
        ),
        reason,
        onDestroy("each password"),
        optional(
            "additive",
            "bool",
            "Keeps passwords that `identifiers` no longer has. Set it to true for a search, which may not find a password once it is inactive. Default: `false`.",
        ),
        computed("id", "string", "A random name."),
        {
            ...computed("results", ["list", resultType], "Passwords with the same status, outcome and times together."),
            fields: resultFields,
        },
        computed("names", ["map", "string"], "The name and user name of each password, by its number."),
        computed(
            "drift_corrections",
            "number",
            "The number of times that a refresh found a password active and an apply disabled it again.",
        ),
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
    optional("tag", "string", "One tag of the password, as a whole, in any letter case."),
    optional("username", "string", "The user name, as a whole, in any letter case."),
    optional("name_contains", "string", "A part of the name, in any letter case."),
    optional("url_contains", "string", "A part of the URL, in any letter case."),
];

const found = {
    identifier: ["number", "The number of the password in the vault."],
    name: ["string", "The name."],
    url: ["string", "The address where the password is used."],
    tags: [["list", "string"], "The tags, as the vault spells them."],
    can_view: ["bool", "False if the access key may not see the password."],
    can_write: ["bool", "False if the access key may not edit the password. A plan then refuses to disable it."],
} as const satisfies Record<string, readonly [ValueType, string]>;

const { identifier, name, ...others } = found;

/** The fields of a password in a list. */
const foundFields: Readonly<Record<string, readonly [ValueType, string]>> = {
    identifier,
    name,
    username: ["string", "The user name."],
    ...others,
};

const fieldsBy = <T>(pick: (field: readonly [ValueType, string]) => T): Record<string, T> =>
    Object.fromEntries(Object.entries(foundFields).map(([key, field]) => [key, pick(field)]));

const foundType: ObjectType = ["object", fieldsBy(([type]) => type)];

/** The schemas of all data sources, by type name. */
export const dataSourceSchemas: Readonly<Record<string, BlockSchema>> = {
    mysafe_passwords: {
        description:
            "Finds the passwords that match all filters, among those that the access key may see. It reads no secret. The vault can leave inactive passwords out of its list, so use the result in a set with `additive = true`.",
        attributes: [
            ...filters,
            optional("allow_empty", "bool", "Accepts an empty result without a warning. Default: `false`."),
            computed(
                "identifiers",
                ["list", "number"],
                "The numbers of the passwords, for a `mysafe_password_disablement_set`.",
            ),
            {
                ...computed("passwords", ["list", foundType], "The passwords, in the order of the vault's list."),
                fields: fieldsBy(([, description]) => description),
            },
        ],
    },
    mysafe_password: {
        description:
            "Finds the one password that matches all filters, among those that the access key may see. None or several are an error. It reads no secret. The vault can leave inactive passwords out of its list, so disable the password by its number after the search.",
        attributes: [
            ...filters,
            ...Object.entries(found).map(([key, [type, description]]) => computed(key, type, description)),
        ],
    },
};
