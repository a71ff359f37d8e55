import type { Properties } from "./providerProcess";

/** Returns the provider text in states. */
export function providerText(name: "passwordDisablement" | "passwordDisablementSet"): string {
    return `exports.handler = () => require("pulumi-mysafe/provider").${name};`;
}

/** Returns the checked inputs of one password. */
export function inputsOfOne(identifier: number, options: Properties = {}): Properties {
    const __provider = providerText("passwordDisablement");
    return { identifier: String(identifier), status: "inactive", ...options, __provider };
}

/** Returns the checked inputs of a set. */
export function inputsOfSet(identifiers: readonly number[], options: Properties = {}): Properties {
    const statuses = Object.fromEntries(identifiers.map((identifier) => [identifier, "inactive"]));
    return { identifiers: statuses, ...options, __provider: providerText("passwordDisablementSet") };
}
