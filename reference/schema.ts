/** Makes the schema of the package for Pulumi's other languages, from the comments and the table of settings. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclarationReflection, ReflectionKind } from "typedoc";
import { argumentDescription, type Setting, type SettingName, settingRows } from "../provider/src/settings/table";
import { signatureOf } from "./functionPage";
import { findExports, root } from "./pages";
import { descriptionOf, propertiesOf, type SchemaProperties, type SchemaType } from "./schemaTypes";
import { interfaceOf } from "./typeText";

/** The file of the schema, which the plugin reads and the SDKs are generated from. */
export const schemaFile = join(root, "provider", "schema.json");

const resources = ["PasswordDisablement", "PasswordDisablementSet", "NoteDisablement", "ApiSecretDisablement"];

/** The state of a set keeps one group for all passwords with the same values. */
const groupsOfSet: SchemaProperties = {
    properties: {
        results: {
            type: "array",
            items: { $ref: "#/types/mysafe:index:PasswordGroup" },
            description: "The passwords of the set. Those with the same status, outcome and times are one group.",
        },
        names: {
            type: "string",
            description:
                "The names of the passwords, one line for each: its identifier, a space, and its name and user name.",
        },
    },
    required: ["results"],
};

/** Returns the text of the schema. */
export async function makeSchema(): Promise<string> {
    const { version, license, homepage } = JSON.parse(
        readFileSync(join(root, "provider", "package.json"), "utf8"),
    ) as Record<string, string>;
    const find = await findExports();
    const repository = homepage?.replace(/#.*$/, "") ?? "";
    const variables = Object.fromEntries(settingRows.map(([name, setting]) => [name, variableOf(name, setting)]));
    return `${JSON.stringify(
        {
            name: "mysafe",
            displayName: "Segura MySafe",
            version,
            description: "Disables passwords, notes and API secrets in the senhasegura / Segura MySafe vault.",
            keywords: ["pulumi", "category/utility", "senhasegura", "segura", "mysafe", "vault", "offboarding"],
            homepage,
            license,
            repository,
            publisher: "The pulumi-mysafe maintainers",
            pluginDownloadURL: `github://api.github.com/${repository.split("/").slice(-2).join("/")}`,
            language: {
                nodejs: { packageName: "pulumi-mysafe-sdk", respectSchemaVersion: true },
                python: { packageName: "pulumi_mysafe", respectSchemaVersion: true, pyproject: { enabled: true } },
                go: {
                    importBasePath: `${repository.replace(/^https:\/\//, "")}/sdk/go/mysafe`,
                    generateResourceContainerTypes: true,
                    respectSchemaVersion: true,
                },
                csharp: {
                    rootNamespace: "PulumiMySafe",
                    namespaces: { mysafe: "MySafe" },
                    respectSchemaVersion: true,
                },
            },
            config: { variables },
            provider: {
                description: "The connection to one vault. A program can have several, one for each vault.",
                inputProperties: variables,
            },
            types: typesOf(find),
            resources: Object.fromEntries(resources.map((name) => [token(name), resourceOf(find(name))])),
            functions: {
                [token("getPasswords")]: functionOf(find("getPasswords"), {
                    properties: {
                        passwords: {
                            type: "array",
                            items: { $ref: "#/types/mysafe:index:VaultPassword" },
                            description: "The passwords that match, in the order of the vault's list.",
                        },
                        identifiers: {
                            type: "array",
                            items: { type: "string" },
                            description: "The identifiers of these passwords, for a `PasswordDisablementSet`.",
                        },
                    },
                    required: ["passwords", "identifiers"],
                }),
                [token("getPassword")]: functionOf(find("getPassword")),
            },
        },
        undefined,
        // The package contains the file, and its indentation was a quarter of it.
        1,
    )}\n`;
}

type Find = (name: string) => DeclarationReflection;

function token(name: string): string {
    return `mysafe:index:${name}`;
}

/** Returns a setting as a variable of the configuration. Its source in the environment is the plugin's to read. */
function variableOf(name: SettingName, setting: Setting): SchemaType {
    const { type, list, variable, secret, default: preset, defaultText } = setting;
    const isText = !["boolean", "integer", "number"].includes(type);
    const scalar = { type: isText ? "string" : type };
    const notes = [
        ...(defaultText === undefined ? [] : [`Default: ${defaultText}.`]),
        ...(variable === undefined ? [] : [`Environment variable: \`${variable}\`.`]),
        ...(setting.required ? ["Required."] : []),
    ];
    // An SDK would copy a variable into the state: secrets and the files of one machine have no place there.
    const isCopied = variable !== undefined && !secret && (type === "text" || type === "baseUrl");
    return {
        ...(list ? { type: "array", items: scalar } : scalar),
        description: [argumentDescription(name), ...notes].join(" "),
        ...(preset === undefined ? {} : { default: preset }),
        ...(isCopied ? { defaultInfo: { environment: [variable] } } : {}),
        ...(secret ? { secret: true } : {}),
    };
}

function typesOf(find: Find): Record<string, SchemaType> {
    const result = interfaceOf(find("PasswordDisablementSet").children?.find(({ name }) => name === "results")?.type);
    const found = interfaceOf(signatureOf(find("getPassword")).type);
    const { properties, required } = propertiesOf(result?.children ?? []);
    const { identifier: _, name: _name, ...shared } = properties;
    return {
        [token("PasswordGroup")]: {
            type: "object",
            description: "Passwords of a set with the same status, outcome and times.",
            properties: {
                identifiers: { type: "string", description: "The identifiers as ranges, such as `312, 400-420`." },
                ...shared,
                driftCorrections: {
                    type: "integer",
                    description:
                        "The number of times that a refresh found them active and `pulumi up` disabled them again.",
                },
            },
            // An unconfirmed password has neither outcome nor time, and most groups have one time alone.
            required: ["identifiers", ...required.filter((name) => name === "status" || name === "vaultUrl")],
        },
        [token("VaultPassword")]: {
            type: "object",
            description: found === undefined ? "" : descriptionOf(found),
            ...propertiesOf(found?.children ?? []),
        },
    };
}

function resourceOf(resource: DeclarationReflection): SchemaType {
    const { children = [] } = resource;
    const parameters = children.find(({ kind }) => kind === ReflectionKind.Constructor)?.signatures?.[0]?.parameters;
    const args = parameters?.map(({ type }) => interfaceOf(type)).find((type) => type !== undefined);
    const inputs = propertiesOf(args?.children ?? []);
    const isSet = "identifiers" in inputs.properties;
    const outputs = propertiesOf(
        children.filter(
            ({ kind, name }) =>
                kind === ReflectionKind.Property && !(isSet && (name === "identifiers" || name === "results")),
        ),
    );
    // The state leaves these out where they say nothing.
    const optional = new Set(["name", "lastDisabledAt", "driftCorrections"]);
    return {
        description: descriptionOf(resource),
        properties: { ...outputs.properties, ...(isSet ? groupsOfSet.properties : {}) },
        required: [...outputs.required.filter((name) => !optional.has(name)), ...(isSet ? groupsOfSet.required : [])],
        inputProperties: Object.fromEntries(
            Object.entries(inputs.properties).map(([name, type]) => [
                name,
                name === "identifier" ? { ...type, willReplaceOnChanges: true } : type,
            ]),
        ),
        requiredInputs: inputs.required,
    };
}

/** Returns a function; its outputs are the fields of its result. */
function functionOf(plain: DeclarationReflection, outputs?: SchemaProperties): SchemaType {
    const signature = signatureOf(plain);
    const args = interfaceOf(signature.parameters?.[0]?.type);
    const result = interfaceOf(signature.type);
    return {
        description: descriptionOf(signature),
        inputs: { type: "object", ...propertiesOf(args?.children ?? []) },
        outputs: { type: "object", ...(outputs ?? propertiesOf(result?.children ?? [])) },
    };
}
