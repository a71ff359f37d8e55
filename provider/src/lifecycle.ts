import { refusalsKey } from "./declaration";
import { createDeclarationCheck } from "./declarationCheck";
import { createDeparture } from "./departure";
import { ConfigError, UnconfirmedError, VaultError, withFormerSettings } from "./errors";
import type { CheckFailure } from "./inputs";
import type { Settings } from "./settings";
import { driftsIn, type Inputs, inputsOf, type Outputs, type Properties, statusOf, withoutUndefined } from "./state";
import type { Vault } from "./vault";

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

/** The operations of a password's disablement, in the order in which the engine calls them. */
export function createLifecycle(around: Surroundings) {
    const told = new Set<string>();
    const check = createDeclarationCheck({ settings: settingsOrError, vault: around.vault, tellOnce });
    /** The identifiers that this run's program declares. */
    const declared = new Set<unknown>();
    const depart = createDeparture({
        vault: around.vault,
        url: () => around.settings().url,
        isOfThisVault,
        isDeclared: (identifier) => declared.has(identifier),
        tell: around.tell,
    });

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

    /** Whether a resource is of the vault that is configured now; undefined where that is not known. */
    function isOfThisVault({ vaultUrl }: Properties): boolean | undefined {
        const current = settingsOrError();
        return typeof vaultUrl !== "string" || current instanceof ConfigError ? undefined : current.url === vaultUrl;
    }

    /** A resource that exists is not sent to another vault unasked; nor does that pass in silence. */
    function warnOfAnotherVault(outputs: Properties): void {
        if (isOfThisVault(outputs) === false) {
            tellOnce(
                `warning: resources of this stack were disabled in ${outputs.vaultUrl}, and mysafe:url is now ${around.settings().url}: they are neither disabled nor looked up there. ` +
                    "To disable them there, or to follow a vault whose name has changed, replace them (`pulumi up --replace <urn>`).",
            );
        }
    }

    /** What failed before, or without, any program that has settings of its own. */
    function explained(error: unknown): unknown {
        return declared.size > 0 ? error : withFormerSettings(error);
    }

    /** Disables a password, and keeps the resource when that was sent but never confirmed. */
    async function disabled(inputs: Properties, driftCorrected: number): Promise<Outputs> {
        const { identifier, reason, onDestroy } = inputs as unknown as Inputs;
        const vaultUrl = around.settings().url;
        const outputs = { identifier, reason, onDestroy, vaultUrl, driftCorrected };
        try {
            const { outcome, message } = await around.vault().disable(identifier);
            const disabledAt = around.now().toISOString();
            return withoutUndefined({ ...outputs, status: "inactive", outcome, message, disabledAt });
        } catch (error) {
            throw error instanceof UnconfirmedError
                ? error.keeping(identifier, withoutUndefined({ ...inputs, ...outputs, status: "unconfirmed" }))
                : error;
        }
    }

    return {
        async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: CheckFailure[] }> {
            const checked = await check(olds, news);
            declared.add(checked.inputs.identifier);
            return checked;
        },

        async diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
            const replaces = String(news.identifier) === String(olds.identifier) ? [] : ["identifier"];
            const status = statusOf(olds);
            if (status === "unconfirmed") {
                tellOnce(
                    "an earlier run sent calls that were never confirmed: `pulumi up` sends them again, which settles them.",
                );
            } else {
                warnOfAnotherVault(olds);
            }
            const differs =
                replaces.length > 0 ||
                news.reason !== olds.reason ||
                news.onDestroy !== olds.onDestroy ||
                status !== "inactive";
            // A program hears of what `check` has found only for what changes; then it fails, and nothing does.
            const isRefused = news[refusalsKey] !== undefined && isOfThisVault(olds) !== false;
            return { changes: differs || isRefused, replaces };
        },

        async create(inputs: Properties): Promise<{ id: string; outs: Outputs }> {
            const { identifier } = inputs as unknown as Inputs;
            return { id: identifier, outs: await disabled(inputs, 0) };
        },

        /** Finds out whether the password is still inactive, without reading its secret. */
        async read(id: string, olds: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }> {
            let isInactive: boolean;
            try {
                if (around.settings().driftDetection === "off") {
                    return { id, props: olds };
                }
                if (isOfThisVault(olds) === false) {
                    warnOfAnotherVault(olds);
                    return { id, props: olds };
                }
                isInactive = await around.vault().isInactive(id);
            } catch (error) {
                if (error instanceof VaultError && error.code === 1005) {
                    around.tell(
                        `password ${id} leaves the stack's state: the vault does not have it any more (${error.words}). Take it out of the program.`,
                    );
                    return { id: "", props: {} };
                }
                throw explained(error);
            }
            if (!isInactive && statusOf(olds) !== "unconfirmed") {
                around.tell(
                    `password ${id} is active: somebody enabled it in the vault. \`pulumi up\` disables it again.`,
                );
            }
            const status = statusOf(olds) === "unconfirmed" ? "unconfirmed" : isInactive ? "inactive" : "active";
            const props = { ...olds, status };
            return { id, props, inputs: inputsOf(props) };
        },

        /**
         * Disables again what somebody enabled, and settles what an earlier run left unconfirmed. Else only what the
         * vault has no place for can change: that makes no call.
         */
        async update(id: string, olds: Properties, news: Properties): Promise<{ outs: object }> {
            const status = statusOf(olds);
            if (status === "inactive") {
                const { reason, onDestroy } = news;
                return { outs: withoutUndefined({ ...olds, reason, onDestroy, driftCorrected: driftsIn(olds) }) };
            }
            const { url } = around.settings();
            if (olds.vaultUrl !== url) {
                const what =
                    status === "active"
                        ? `password ${id} was enabled in ${olds.vaultUrl}`
                        : `whether password ${id} is inactive in ${olds.vaultUrl} was never confirmed`;
                around.tell(`warning: ${what}, and is not asked any more: mysafe:url is now ${url}. Look at it there.`);
            }
            return { outs: await disabled(news, driftsIn(olds) + (status === "active" ? 1 : 0)) };
        },

        /** Leaves the password as it is, or makes it active again, and says which. */
        async delete(id: string, olds: Properties): Promise<void> {
            await depart(id, olds).catch((error: unknown) => {
                throw explained(error);
            });
        },
    };
}
