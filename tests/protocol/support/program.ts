/** A real program: a PasswordDisablement for each declaration in its argument, with whatever values that has. */
import * as pulumi from "@pulumi/pulumi";
import { PasswordDisablement, type PasswordDisablementArgs } from "pulumi-mysafe";

/** What to declare; "elsewhere" stands for another resource's output, which preview cannot know. */
export interface Declaration {
    identifier?: unknown;
    reason?: unknown;
    onDestroy?: unknown;
}

class Elsewhere extends pulumi.CustomResource {
    declare readonly value: pulumi.Output<string>;

    constructor() {
        super("test:index:Elsewhere", "elsewhere", { value: undefined });
    }
}

const elsewhere = new Elsewhere();
const declarations: Declaration[] = JSON.parse(process.argv[2] ?? "[]");
for (const [index, declaration] of declarations.entries()) {
    const args = Object.fromEntries(
        Object.entries(declaration).map(([name, value]) => [name, value === "elsewhere" ? elsewhere.value : value]),
    );
    new PasswordDisablement(`password-${index}`, args as unknown as PasswordDisablementArgs);
}
