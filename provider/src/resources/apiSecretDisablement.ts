import type * as pulumi from "@pulumi/pulumi";
import { Disablement, type DisablementArgs } from "./disablement";

/**
 * Disables an API secret in the senhasegura / Segura MySafe vault.
 *
 * ```ts
 * new ApiSecretDisablement("former-integration", { identifier: 31, reason: "CHG-2041" });
 * ```
 *
 * It works like a `PasswordDisablement`, with `POST api/mysafe/secretapi/inactive/{identifier}`. The vault documents no other
 * call for API secrets. So a preview does not look them up, a refresh does not see when somebody re-enables one, and a destroy
 * leaves them inactive.
 */
export class ApiSecretDisablement extends Disablement {
    /**
     * @param name Pulumi's name of the resource, unique in the stack.
     * @param args The API secret and the reason.
     * @param opts Pulumi's resource options, except `import` and `id`.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources.
     */
    constructor(name: string, args: DisablementArgs, opts?: pulumi.CustomResourceOptions) {
        super("ApiSecretDisablement", "apiSecretDisablement", name, args, {}, opts);
    }
}
