import { ConfigError, VaultError } from "./errors";
import { type Properties, statusOf } from "./state";
import type { Vault } from "./vault";

/** What a departure works with. */
export interface DepartureSurroundings {
    vault(): Vault;
    /** Base URL of the vault that is configured now. */
    url(): string;
    isOfThisVault(outputs: Properties): boolean | undefined;
    /** Whether the program of this run declares a password. */
    isDeclared(identifier: string): boolean;
    tell(line: string): void;
}

/** Makes what happens to passwords whose resources go, each after its own `onDestroy`, and tells what became of them. */
export function createDeparture(around: DepartureSurroundings) {
    const tell = (identifier: string, fate: string) => around.tell(`password ${identifier} ${fate}`);

    return async function depart(identifier: string, outputs: Properties): Promise<void> {
        const status = statusOf(outputs);
        if (outputs.onDestroy !== "enable") {
            if (status === "unconfirmed") {
                around.tell(
                    `warning: password ${identifier} leaves the stack, and its disabling was never confirmed: it may be active. Look at it in the vault.`,
                );
            } else {
                tell(identifier, `is left as it is, ${status} when last seen`);
            }
            return;
        }
        const isElsewhere = around.isOfThisVault(outputs) === false;
        if (around.isDeclared(identifier)) {
            tell(
                identifier,
                isElsewhere
                    ? `is not enabled in ${outputs.vaultUrl}, since mysafe:url is now ${around.url()}. Look at it there.`
                    : "is not enabled: the program still declares it",
            );
            return;
        }
        if (isElsewhere) {
            throw new ConfigError([
                `mysafe:url is ${around.url()}, and password ${identifier} was disabled in ${outputs.vaultUrl}: set mysafe:url to that, or let go of the password as it is (\`onDestroy: "leave"\` and an up, or \`pulumi state delete\`).`,
            ]);
        }
        try {
            await around.vault().enable(identifier);
            tell(identifier, "is active again");
        } catch (error) {
            if (!(error instanceof VaultError) || error.code !== 1005) {
                throw error;
            }
            tell(identifier, "is not enabled: the vault does not have it any more");
        }
    };
}
