import { argumentDescription, type Setting, type SettingName, settingRows } from "../settings/table";
import { toAttribute } from "./names";
import { type BlockSchema, optional } from "./schema";

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
    const text = argumentDescription(name);
    // The executable contains Node, with the authorities that Mozilla trusts.
    const fallback = preset === undefined ? defaultText?.replace("Node's own", "Mozilla's") : `\`${preset}\``;
    const notes = [
        ...(fallback === undefined ? [] : [`Default: ${fallback}.`]),
        ...(variable === undefined
            ? []
            : [`${required ? "Required, here or as environment variable" : "Environment variable:"} \`${variable}\`.`]),
    ];
    return [text, ...notes].join(" ");
}
