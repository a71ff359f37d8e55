import { ConfigError, UnconfirmedError } from "./errors";
import { type CheckFailure, readIdentifier, reasonFailure, unknownValue, updateMark } from "./inputs";
import type { Outcome } from "./outcome";
import { createPreflight } from "./preflight";
import type { Settings } from "./settings";
import type { Vault } from "./vault";

/** The resource's inputs, as the engine keeps them. */
export interface Inputs {
    /** A whole number from 1, as text: the engine shows numbers over a million as `9.999999e+06`. */
    identifier: string;
    reason?: string;
}

/** The resource's outputs, as the engine keeps them. Each is always there, but for `reason`. */
export interface Outputs extends Inputs {
    status: "inactive";
    outcome: Outcome;
    message: string;
    disabledAt: string;
    vaultUrl: string;
}

/** What the lifecycle works with; read at first use, since `configure` must neither fail nor wait. */
export interface Surroundings {
    /** @throws ConfigError when a setting is missing or wrong. */
    settings(): Settings;
    /** @throws ConfigError when a setting is missing or wrong. */
    vault(): Vault;
    /** The time of day. */
    now(): Date;
    /** Shows the user one line. */
    tell(line: string): void;
}

/** The properties as they come from the engine: anything that a program can declare. */
export type Properties = Readonly<Record<string, unknown>>;

/** The operations of a password's disablement, in the order in which the engine calls them. */
export function createLifecycle(around: Surroundings) {
    const told = new Set<string>();
    const preflight = createPreflight({ vault: around.vault, tell: tellOnce });

    function tellOnce(line: string): void {
        if (!told.has(line)) {
            told.add(line);
            around.tell(line);
        }
    }

    /** A resource that exists is not sent to another vault unasked; nor does that pass in silence. */
    function warnOfAnotherVault(url: unknown): void {
        const current = settingsOrError();
        if (typeof url === "string" && !(current instanceof ConfigError) && current.url !== url) {
            tellOnce(
                `warning: resources of this stack were disabled in ${url}, and mysafe:url is now ${current.url}: they are not disabled there. ` +
                    "If it is another vault, replace them (`pulumi up --replace <urn>`).",
            );
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

    /** Disables a password, and keeps the resource when that was sent but never confirmed. */
    async function disabled(inputs: Properties): Promise<Outputs> {
        const { identifier, reason } = inputs as unknown as Inputs;
        const vaultUrl = around.settings().url;
        try {
            const { outcome, message } = await around.vault().disable(identifier);
            const disabledAt = around.now().toISOString();
            return withoutUndefined({ identifier, reason, status: "inactive", outcome, message, disabledAt, vaultUrl });
        } catch (error) {
            throw error instanceof UnconfirmedError
                ? error.keeping(identifier, withoutUndefined({ ...inputs, status: "unconfirmed", vaultUrl }))
                : error;
        }
    }

    return {
        async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
            const { [updateMark]: updating, ...inputs }: Record<string, unknown> = news;
            const { identifier, failure } = readIdentifier(news.identifier);
            if (identifier !== undefined) {
                inputs.identifier = identifier;
            }
            if (inputs.reason === null) {
                delete inputs.reason;
            }
            const failures = [failure, reasonFailure(news.reason)].filter((found) => found !== undefined);
            if (failures.length > 0 || identifier === undefined || identifier === String(olds.identifier)) {
                return { inputs, failures };
            }
            const settings = settingsOrError();
            if (settings instanceof ConfigError) {
                return { inputs, failures: [{ property: "", reason: settings.message }] };
            }
            const askVault = identifier !== unknownValue && updating !== true;
            return { inputs, failures: askVault ? await preflight(identifier, settings.preflight) : [] };
        },

        async diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
            const replaces = String(news.identifier) === String(olds.identifier) ? [] : ["identifier"];
            if (isConfirmed(olds)) {
                warnOfAnotherVault(olds.vaultUrl);
            } else {
                tellOnce(
                    "an earlier run sent calls that were never confirmed: updating those resources sends them again, which settles them.",
                );
            }
            return { changes: replaces.length > 0 || news.reason !== olds.reason || !isConfirmed(olds), replaces };
        },

        async create(inputs: Properties): Promise<{ id: string; outs: Outputs }> {
            const { identifier } = inputs as unknown as Inputs;
            return { id: identifier, outs: await disabled(inputs) };
        },

        /**
         * Settles what an earlier run left unconfirmed. Else only a reason can change in place: it is kept in the
         * state, and the vault has no place for it.
         */
        async update(id: string, olds: Properties, news: Properties): Promise<{ outs: object }> {
            if (isConfirmed(olds)) {
                return { outs: withoutUndefined({ ...olds, reason: news.reason }) };
            }
            const { url } = around.settings();
            if (olds.vaultUrl !== url) {
                around.tell(
                    `warning: whether password ${id} is inactive in ${olds.vaultUrl} was never confirmed, and is not asked any more: mysafe:url is now ${url}. Look at it there.`,
                );
            }
            return { outs: await disabled(news) };
        },

        /** Leaves the password as it is. */
        async delete(id: string, olds: Properties): Promise<void> {
            if (!isConfirmed(olds)) {
                around.tell(
                    `warning: password ${id} leaves the stack, and its disabling was never confirmed: it may be active. Look at it in the vault.`,
                );
            }
        },
    };
}

/** Whether the vault confirmed that the password is inactive; a resource whose call was never answered is kept without. */
function isConfirmed(outputs: Properties): boolean {
    return outputs.status !== "unconfirmed";
}

/** The SDK refuses undefined anywhere in outputs ("Unexpected struct type", pulumi/pulumi#2205). */
function withoutUndefined<T extends object>(properties: T): T {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
