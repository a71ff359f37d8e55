import { apiSecretKind, noteKind, type ObjectKind, passwordKind } from "../client/kinds";
import { type ResourceType, resourceTypes } from "../lifecycle/resourceTypes";
import { type Attribute, computed, type ObjectType, optional, type ResourceSchema, required } from "./schema";

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
