import type * as pulumi from "@pulumi/pulumi";
import { Disablement, type DisablementArgs } from "./disablement";

/**
 * Disables one note in the MySafe vault.
 *
 * `pulumi up` disables it, and accepts one that is already inactive. The vault
 * has no call to read or enable notes. So a preview checks only the form of the identifier, and a refresh finds no
 * re-enabled note. Removing the resource leaves the note inactive.
 * [Notes and API secrets](https://github.com/pulumi-mysafe/pulumi-mysafe/blob/main/docs/notes.md) compares them with
 * passwords.
 *
 * @example
 * ```ts
 * import { NoteDisablement } from "pulumi-mysafe";
 *
 * new NoteDisablement("old-runbook", { identifier: 21, reason: "CHG-2041" });
 * ```
 */
export class NoteDisablement extends Disablement {
    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The inputs.
     * @param opts Pulumi's resource options, except `import` and `id`. `customTimeouts` has no effect.
     * @throws `RunError` for the options `import` and `id`, which do not work for dynamic resources. Declare the note
     * without them, also if it is already inactive.
     */
    constructor(name: string, args: DisablementArgs, opts?: pulumi.CustomResourceOptions) {
        super("NoteDisablement", "noteDisablement", name, args, {}, opts);
    }
}
