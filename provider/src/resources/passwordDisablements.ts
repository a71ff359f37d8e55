import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import { Output } from "@pulumi/pulumi/output";
import { ComponentResource } from "@pulumi/pulumi/resource";
import type { OnDestroy } from "../shared/outcome";
import { PasswordDisablement } from "./passwordDisablement";

/** A password, by its identifier alone or as the vault's list call describes it. */
export type PasswordEntry =
    | number
    | string
    | {
          /** The vault's identifier of the password. */
          readonly identifier: number | string;
      };

/** What a program declares of passwords that are to be inactive, with a resource for each. */
export interface PasswordDisablementsArgs {
    /**
     * The passwords: identifiers, or entries that have one, such as those of the vault's list call. Known when the
     * program runs, and not an output, since the resources are named after them.
     */
    passwords: readonly PasswordEntry[];

    /** Why, or by which ticket: the `reason` of each. */
    reason?: pulumi.Input<string>;

    /** What becomes of a password when its resource goes: the `onDestroy` of each. */
    onDestroy?: pulumi.Input<OnDestroy>;
}

/**
 * A component with one {@link PasswordDisablement} for each of some passwords, named after it and its identifier:
 * `leavers-312`. So a password can come or go, or move in the list, and the others' resources stay as they are.
 *
 * ```ts
 * new PasswordDisablements("leavers", { passwords: [312, 313], reason: "CHG-2041" });
 * ```
 *
 * The engine saves its state after each resource: above some hundreds of passwords a `PasswordDisablementSet` is faster.
 */
export class PasswordDisablements extends ComponentResource {
    /** The resources, by identifier. */
    readonly disablements: Readonly<Record<string, PasswordDisablement>>;

    /**
     * @param name Pulumi's name of the component, unique in the stack.
     * @param args The passwords, and why.
     * @param opts Pulumi's resource options; `protect`, `retainOnDelete` and their like are those of each password.
     * @throws RunError when `passwords` is no list that is known, or has a password twice.
     */
    constructor(name: string, args: PasswordDisablementsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("mysafe:index:PasswordDisablements", name, {}, opts);
        const disablements: Record<string, PasswordDisablement> = {};
        const { reason, onDestroy } = args ?? {};
        for (const [place, identifier] of identifiersOf(name, args?.passwords).entries()) {
            // What is no identifier is refused by its own preview.
            const key = identifier === undefined || identifier === null ? `[${place}]` : String(identifier);
            if (Object.hasOwn(disablements, key)) {
                throw new RunError(
                    `PasswordDisablements "${name}": password ${key} is in \`passwords\` twice, the second time at passwords[${place}]. Give it once.`,
                );
            }
            disablements[key] = new PasswordDisablement(
                `${name}-${key}`,
                { identifier, reason, onDestroy },
                { parent: this },
            );
        }
        this.disablements = disablements;
        this.registerOutputs({});
    }
}

function identifiersOf(name: string, passwords: unknown): (number | string)[] {
    if (!Array.isArray(passwords)) {
        const what = Output.isInstance(passwords) ? "an output" : passwords === undefined ? "missing" : "no list";
        const fix = Output.isInstance(passwords)
            ? "Make the component within its `apply`, or use a PasswordDisablementSet, which takes outputs."
            : "Set it to a list of identifiers, such as [312, 313].";
        throw new RunError(`PasswordDisablements "${name}": \`passwords\` is ${what}. ${fix}`);
    }
    return passwords.map((entry: PasswordEntry, place) => {
        const isEntry = typeof entry === "object" && entry !== null && !isLater(entry);
        const identifier = isEntry ? entry.identifier : entry;
        if (isLater(identifier)) {
            throw new RunError(
                `PasswordDisablements "${name}": passwords[${place}] is an output or a promise, and the resources are named after what it will be. Make the component within its \`apply\`, or use a PasswordDisablementSet, which takes outputs.`,
            );
        }
        return identifier as number | string;
    });
}

/** Whether a value is known only later. */
function isLater(value: unknown): boolean {
    return Output.isInstance(value) || value instanceof Promise;
}
