import type * as pulumi from "@pulumi/pulumi";
import { Disablement, type DisablementArgs } from "./disablement";

/**
 * Disables a note in the senhasegura / Segura MySafe vault.
 *
 * ```ts
 * new NoteDisablement("old-runbook", { identifier: 21, reason: "CHG-2041" });
 * ```
 *
 * It works like a `PasswordDisablement`, with `POST api/mysafe/note/inactive/{identifier}`. The vault documents no other
 * call for notes. So a preview does not look them up, a refresh does not see when somebody re-enables one, and a destroy
 * leaves them inactive.
 */
export class NoteDisablement extends Disablement {
    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The note and the reason.
     * @param opts Pulumi's resource options, except `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources.
     */
    constructor(name: string, args: DisablementArgs, opts?: pulumi.CustomResourceOptions) {
        super("NoteDisablement", "noteDisablement", name, args, {}, opts);
    }
}
