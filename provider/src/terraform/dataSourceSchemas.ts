import { type BlockSchema, computed, type ObjectType, optional, type ValueType } from "./schema";

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
            ...filters.map((filter) => (filter.name === "username" ? { ...filter, isComputed: true } : filter)),
            ...Object.entries(found).map(([key, [type, description]]) => computed(key, type, description)),
        ],
    },
};
