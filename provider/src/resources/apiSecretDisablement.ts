import type * as pulumi from "@pulumi/pulumi";
import { Disablement, type DisablementArgs } from "./disablement";

/**
 * An API secret in the senhasegura / Segura MySafe vault that is inactive.
 *
 * ```ts
 * new ApiSecretDisablement("former-integration", { identifier: 31, reason: "CHG-2041" });
 * ```
 *
 * As a `PasswordDisablement`, by `POST api/mysafe/secretapi/inactive/{identifier}`. That is the one call that the vault
 * documents for API secrets: so a preview cannot look them up, a refresh cannot see one that somebody enabled, and a
 * destroy leaves them as they are.
 */
export class ApiSecretDisablement extends Disablement {
    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The API secret, and why.
     * @param opts Pulumi's resource options, but for `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources.
     */
    constructor(name: string, args: DisablementArgs, opts?: pulumi.CustomResourceOptions) {
        super("ApiSecretDisablement", "apiSecretDisablement", name, args, {}, opts);
    }
}
