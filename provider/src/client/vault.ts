import type { Settings } from "../settings/settings";
import { pathSegment } from "../settings/vaultUrl";
import { ConnectionError, UnconfirmedError, VaultError } from "../shared/errors";
import { explanationOfContraryWords, explanationOfNoAccess, explanationsOfPreview } from "../shared/explanations";
import type { Outcome } from "../shared/outcome";
import { ApiClient, type ClientOptions } from "./apiClient";
import { kinds, type ObjectKind, passwordKind } from "./kinds";
import { type ApiResponse, type ListedPassword, readList } from "./responses";
import { classifyResponse, hadNoEffect, type RetryDecision } from "./retry";

/** The vault's confirmation that a password is inactive. */
export interface Disabled {
    outcome: Outcome;
    /** The vault's own words. */
    message: string;
}

/** The codes that say that there is no such password, so that nothing can have become of it. */
const noSuchPassword = new Set([1005, 1010]);

/** The vault in our words. One per process, since its calls share what {@link ApiClient} holds. */
export class Vault {
    readonly #calls: ApiClient;
    readonly #tell: (line: string) => void;
    #pages: Promise<boolean> | undefined;

    constructor(settings: Settings, options: ClientOptions = {}) {
        this.#calls = new ApiClient(settings, options);
        this.#tell = options.tell ?? (() => {});
    }

    /** How many calls had a try that failed, and have not ended. */
    get retrying(): number {
        return this.#calls.retrying;
    }

    /**
     * Makes a password, or what else is of such a kind, inactive; one that is inactive already is success.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver.
     * @throws ConnectionError when the vault was not reached.
     * @throws UnconfirmedError when the call was sent, and no answer says what became of it.
     */
    async disable(identifier: string, kind = passwordKind): Promise<Disabled> {
        const words = await this.#change(identifier, disabling, kind);
        return { outcome: disabling.before.test(words) ? "already-inactive" : "deactivated", message: words };
    }

    /**
     * Makes a password active again; one that is active already is success.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver.
     * @throws ConnectionError when the vault was not reached.
     * @throws UnconfirmedError when the call was sent, and no answer says what became of it.
     */
    async enable(identifier: string): Promise<void> {
        await this.#change(identifier, enabling, passwordKind);
    }

    /** Makes one of the calls that change something; gives the vault's words. */
    async #change(identifier: string, change: Change, { noun, route }: ObjectKind): Promise<string> {
        const path = `api/mysafe/${route}/${change.route}/${pathSegment(identifier)}`;
        const unconfirmed = (last: VaultError | ConnectionError) =>
            new UnconfirmedError(
                `${noun} ${identifier} may be active or inactive: its ${change.name} was sent and never confirmed`,
                last,
                change.command,
            );
        let mayHaveActed = false;
        const onTry = (ended: Parameters<typeof hadNoEffect>[0]) => {
            mayHaveActed ||= !hadNoEffect(ended);
        };
        const { answer } = await this.#calls
            .request("POST", path, { onTry, verdictOf: judgeChange, noun })
            .catch((error: unknown) => {
                const answered = error instanceof VaultError;
                if (!mayHaveActed || !(answered || error instanceof ConnectionError)) {
                    throw error;
                }
                throw answered && noSuchPassword.has(error.code ?? 0) ? error : unconfirmed(error);
            });
        if (change.contrary.test(answer.vaultMessage) || isOfOthers(answer.vaultMessage, noun)) {
            const refusal = { request: `POST ${path}`, ...answer };
            throw unconfirmed(new VaultError(refusal, explanationOfContraryWords(noun, change.result)));
        }
        if (!change.before.test(answer.vaultMessage) && !change.done.test(answer.vaultMessage)) {
            this.#tell(
                `warning: ${noun} ${identifier}: the vault agreed in words unknown to us: "${answer.vaultMessage}"`,
            );
        }
        return answer.vaultMessage;
    }

    /**
     * Whether a password is inactive. The body of a 200, which would hold the secret of an active one, is not read: a page
     * that something else sent in the vault's place is told by its type alone.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver.
     * @throws ConnectionError when no try was answered.
     */
    async isInactive(identifier: string): Promise<boolean> {
        const path = `api/mysafe/password/${pathSegment(identifier)}`;
        try {
            const { isPage } = await this.#calls.request("GET", path, { discardBody: true });
            if (isPage() && !(await this.#answersAsPages())) {
                await this.#calls.request("GET", path, { discardBody: true, refusesPages: true });
            }
            return false;
        } catch (error) {
            if (error instanceof VaultError && error.code === 1009) {
                return true;
            }
            throw error instanceof VaultError && error.code === 1006
                ? new VaultError({ request: `GET ${path}`, ...error }, explanationOfNoAccess)
                : error;
        }
    }

    /** Whether this vault says of its own answers that they are web pages: then that says nothing. */
    #answersAsPages(): Promise<boolean> {
        this.#pages ??= this.#calls.request("GET", "api/mysafe/password").then(
            ({ isPage }) => isPage(),
            () => false,
        );
        return this.#pages;
    }

    /**
     * All passwords that the access key may see, by identifier, in the vault's order, in one call. Inactive ones can be
     * missing.
     *
     * Its argument is what is said where there is no list.
     */
    async list({ refused, noList } = explanationsOfPreview): Promise<ReadonlyMap<string, ListedPassword>> {
        const path = "api/mysafe/password";
        const request = `GET ${path}`;
        const { answer, body } = await this.#calls.request("GET", path).catch((error: unknown) => {
            throw error instanceof VaultError && error.code !== undefined
                ? new VaultError({ request, ...error }, refused)
                : error;
        });
        const list = readList(body ?? "");
        if (list === undefined) {
            throw new VaultError({ request, ...answer }, noList);
        }
        return new Map(list.map((entry) => [entry.identifier, entry]));
    }
}

/** Whether the vault's words begin with what they are about, and that is something else: "Note successfully deactivated". */
function isOfOthers(words: string, noun: string): boolean {
    return kinds.some((other) => other.noun !== noun && new RegExp(`^${other.noun}\\b`, "i").test(words));
}

/** One of the two calls that change something, and the vault's words for it. */
interface Change {
    route: "inactive" | "active";
    /** How errors name it. */
    name: string;
    /** What it is afterwards. */
    result: string;
    /** What a user runs again when it was not confirmed. */
    command: string;
    /** That it was so before, that the call did it, and what only other calls are answered with. */
    before: RegExp;
    done: RegExp;
    contrary: RegExp;
}

const disabling: Change = {
    route: "inactive",
    name: "disabling",
    result: "inactive",
    command: "`pulumi up`",
    before: /already been deactivated/i,
    done: /successfully deactivated/i,
    contrary: /\b(?:re)?activated\b|\benabled\b/i,
};

const enabling: Change = {
    route: "active",
    name: "enabling",
    result: "active",
    command: "the same command",
    before: /already been activated/i,
    done: /successfully activated/i,
    contrary: /\bdeactivated\b|\bdisabled\b/i,
};

/** A list, or the vault's form without a word in it, is no confirmation that anything was changed. */
function judgeChange(answer: ApiResponse): RetryDecision {
    return classifyResponse(answer.vaultMessage === "" ? { ...answer, fromVault: false } : answer);
}
