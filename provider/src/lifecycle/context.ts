import { createJudge, type Judge } from "../checks/checkDeclarations";
import type { Finding } from "../checks/preflight";
import type { Vault } from "../client/vault";
import type { Settings } from "../settings/settings";
import { ConfigError } from "../shared/errors";

/** What the lifecycles work with; read at first use, since `configure` must neither fail nor wait. */
export interface LifecycleDeps {
    /** @throws ConfigError when a setting is missing or wrong. */
    settings(): Settings;
    /** @throws ConfigError when a setting is missing or wrong. */
    vault(): Vault;
    /** The time of day. */
    now(): Date;
    /** Shows the user one line. */
    tell(line: string): void;
    /** Shows the user how far a long run is: one line, in the place of the one before; nobody by default. */
    show?(line: string): void;
}

/** One run of the engine: what the resources of all kinds in a provider's process share. */
export interface RunContext extends Required<LifecycleDeps> {
    /** Shows the user one line, the first time. */
    tellOnce(line: string): void;
    /** The settings, or what is wrong with them. */
    settingsOrError(): Settings | ConfigError;
    /** What is wrong with declared passwords. */
    judge: Judge;
    /** What was told of the run as a whole, and of which declaration. */
    toldOfRun: Map<string, Finding>;
    /** Notes that the program of this run declares a password. */
    declares(identifier: unknown): void;
    /** Whether the program of this run declares a password. */
    isDeclared(identifier: unknown): boolean;
    /** Makes a call that enables a password; what disables it waits for that call, lest it is overtaken. */
    enabling<T>(identifier: string, call: () => Promise<T>): Promise<T>;
    /** Ends when no call that enables a password is under way. */
    untilEnabled(identifier: string): Promise<void>;
    /** Whether a vault's URL, as a state has it, is that of the vault that is configured now; undefined where that is not known. */
    isOfThisVault(vaultUrl: unknown): boolean | undefined;
    /** What was sent and never confirmed is sent again; nor does that pass in silence. */
    tellOfUnconfirmed(): void;
    /** A password is not sent to another vault unasked; nor does that pass in silence. */
    warnOfAnotherVault(vaultUrl: unknown): void;
    /** An error, with what its reader must know where it comes from before, or without, any program that has settings of its own. */
    explained(error: unknown): unknown;
}

/** Makes what the lifecycles of a process share. */
export function createRunContext(around: LifecycleDeps): RunContext {
    const told = new Set<string>();
    const declared = new Set<unknown>();
    const underWay = new Map<string, Promise<unknown>>();

    function tellOnce(line: string): void {
        if (!told.has(line)) {
            told.add(line);
            around.tell(line);
        }
    }

    function settingsOrError(): Settings | ConfigError {
        try {
            return around.settings();
        } catch (error) {
            if (error instanceof ConfigError) {
                return error;
            }
            throw error;
        }
    }

    function isOfThisVault(vaultUrl: unknown): boolean | undefined {
        const current = settingsOrError();
        return typeof vaultUrl !== "string" || current instanceof ConfigError ? undefined : current.url === vaultUrl;
    }

    return {
        show: () => {},
        ...around,
        tellOnce,
        settingsOrError,
        judge: createJudge({ settings: settingsOrError, vault: around.vault, tellOnce }),
        toldOfRun: new Map(),
        declares: (identifier) => declared.add(identifier),
        isDeclared: (identifier) => declared.has(identifier),
        async enabling(identifier, call) {
            const calling = call();
            underWay.set(identifier, calling);
            return calling.finally(() => underWay.delete(identifier));
        },
        async untilEnabled(identifier) {
            await underWay.get(identifier)?.catch(() => {});
        },
        isOfThisVault,
        tellOfUnconfirmed: () =>
            tellOnce(
                "an earlier run sent calls that were never confirmed: `pulumi up` sends them again, which settles them.",
            ),
        warnOfAnotherVault(vaultUrl) {
            if (isOfThisVault(vaultUrl) === false) {
                tellOnce(
                    `warning: resources of this stack were disabled in ${vaultUrl}, and mysafe:url is now ${around.settings().url}: they are neither disabled nor looked up there. ` +
                        "To disable them there, or to follow a vault whose name has changed, replace them (`pulumi up --replace <urn>`).",
                );
            }
        },
        explained: (error) => error,
    };
}
