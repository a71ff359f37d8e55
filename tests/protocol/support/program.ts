/** Declares a resource for each declaration in the argument. One with `identifiers` is a set. */
import * as pulumi from "@pulumi/pulumi";
import {
    PasswordDisablement,
    type PasswordDisablementArgs,
    PasswordDisablementSet,
    type PasswordDisablementSetArgs,
} from "pulumi-mysafe";

/** The arguments of a resource. "elsewhere" means another resource's output, which is unknown in a preview. */
export type Declaration = Record<string, unknown>;

class Elsewhere extends pulumi.CustomResource {
    declare readonly value: pulumi.Output<string>;

    constructor() {
        super("test:index:Elsewhere", "elsewhere", { value: undefined });
    }
}

const elsewhere = new Elsewhere();

function resolve(value: unknown): unknown {
    return Array.isArray(value) ? value.map(resolve) : value === "elsewhere" ? elsewhere.value : value;
}

const declarations: Declaration[] = JSON.parse(process.argv[2] ?? "[]");
for (const [index, declaration] of declarations.entries()) {
    const name = `resource-${index}`;
    const args = Object.fromEntries(Object.entries(declaration).map(([key, value]) => [key, resolve(value)]));
    if ("identifiers" in args) {
        new PasswordDisablementSet(name, args as unknown as PasswordDisablementSetArgs);
    } else {
        new PasswordDisablement(name, args as unknown as PasswordDisablementArgs);
    }
}
