import type { Settings } from "../settings/settings";
import { pathSegment } from "../settings/vaultUrl";
import { ConnectionError, UnconfirmedError, VaultError } from "../shared/errors";
import { explain } from "../shared/explanations";
import { type Log, silentLog } from "../shared/log";
import type { Outcome } from "../shared/outcome";
import { withName } from "../shared/passwordName";
import { isVaultRejection } from "../shared/responseFacts";
import { words } from "../shared/vocabulary";
import { type ApiClient, createApiClient, type RequestOptions } from "./apiClient";
import { type ObjectKind, passwordKind } from "./kinds";
import { indexList, type ListedPassword, readList } from "./passwordList";
import type { ClientOptions } from "./requestSender";
import type { ApiResponse } from "./responses";
import { classifyResponse, hadNoEffect, type RetryDecision } from "./retry";

/** The operations of the vault. One instance per process, whose calls share an {@link ApiClient}. */
export class Vault {
    readonly #api: ApiClient;
    readonly #log: Log;

    constructor(settings: Settings, options: ClientOptions = {}) {
        this.#api = createApiClient(settings, options);
        this.#log = options.log ?? silentLog;
    }

    /** The number of calls that wait for a retry or run one. */
    get retrying(): number {
        return this.#api.countRetrying();
    }

    /**
     * Disables a password or another object. An object that is inactive already is a success.
     *
     * @param name Its name, for an {@link UnconfirmedError}.
     * @throws VaultError where the vault or its gateway rejects the call.
     * @throws ConnectionError where no attempt reached the vault.
     * @throws UnconfirmedError where the vault can have disabled it and no response confirms that.
     */
    async disable(identifier: string, kind = passwordKind, name?: string): Promise<Outcome> {
        return (await this.#change(identifier, disable, kind, name)) ? "deactivated" : "already-inactive";
    }

    /**
     * Enables a password. One that is active already is a success, and returns false.
     *
     * @throws The errors of {@link disable}.
     */
    async enable(identifier: string, name?: string): Promise<boolean> {
        return this.#change(identifier, enable, passwordKind, name);
    }

    /** Makes a call that changes an object; returns false where the vault reports that nothing had to change. */
    async #change(
        identifier: string,
        change: typeof disable,
        { noun, route }: ObjectKind,
        name?: string,
    ): Promise<boolean> {
        const path = `api/mysafe/${route}/${change.route}/${pathSegment(identifier)}`;
        let mayHaveActed = false;
        const options: RequestOptions = {
            classify: classifyChange,
            explain: (rejection) => explain(rejection, undefined, noun),
            onAttempt(result) {
                mayHaveActed ||= !hadNoEffect(result);
            },
        };
        const { response } = await this.#api.request("POST", path, options).catch((error: unknown) => {
            const isFinal = error instanceof VaultError && noSuchObject.has(error.code ?? 0);
            const isExpected = error instanceof VaultError || error instanceof ConnectionError;
            throw mayHaveActed && isExpected && !isFinal
                ? new UnconfirmedError(
                      `${noun} ${withName(identifier, name)} ${change.unconfirmed}`,
                      error,
                      change.command(),
                  )
                : error;
        });
        const { vaultMessage } = response;
        const wasBefore = change.alreadyDone.test(vaultMessage);
        if (!wasBefore && !change.done.test(vaultMessage)) {
            this.#log.warn(`unexpected success message from the vault for ${noun} ${identifier}: "${vaultMessage}"`);
        }
        return !wasBefore;
    }

    /**
     * Returns whether a password is inactive. The body of a 200 can hold the password's secret and stays unread.
     *
     * @throws The errors of {@link list}.
     */
    async isInactive(identifier: string): Promise<boolean> {
        const path = `api/mysafe/password/${pathSegment(identifier)}`;
        const { response } = await this.#api.request("GET", path, readOptions);
        return response.code === inactive;
    }

    /**
     * Returns the passwords that the access key may see, by identifier, in the vault's order. The vault may leave out
     * inactive ones.
     *
     * @param isOptional True for one attempt that gives up soon.
     * @throws VaultError where the vault or its gateway rejects the call.
     * @throws ConnectionError where the last attempt got no response.
     */
    async list(isOptional = false): Promise<ReadonlyMap<string, ListedPassword>> {
        const path = "api/mysafe/password";
        const { response, body } = await this.#api.request("GET", path, {
            isOptional,
            // The code of a rejection concerns the list, and not a password.
            explain: (rejection) => (isVaultRejection(rejection) ? mayNotList : explain(rejection)),
        });
        const list = readList(body ?? "");
        if (list === undefined) {
            throw new VaultError({ request: `GET ${path}`, ...response }, noListInResponse);
        }
        return indexList(list);
    }
}

const mayNotList = {
    cause: "the access key may not list passwords.",
    solution: "give the access key the right to list passwords.",
};

const noListInResponse = {
    cause: "the response has no list of passwords (`password_on_list`).",
    solution: "ask the vault's administrator.",
};

/** The call that disables an object: its route, what it leaves unconfirmed, and the vault's messages. */
const disable = {
    route: "inactive",
    unconfirmed: "may still be active: the request to disable it was sent but not confirmed",
    /** Sends an unconfirmed call again. */
    command: () => words().applyCommand,
    done: /successfully deactivated/i,
    alreadyDone: /already been deactivated/i,
};

/** The call that enables an object. */
const enable: typeof disable = {
    route: "active",
    unconfirmed: "may still be inactive: the request to enable it was sent but not confirmed",
    command: () => "the same command",
    done: /successfully activated/i,
    alreadyDone: /already been activated/i,
};

/** Codes for an object that does not exist, which no earlier attempt can have changed. */
const noSuchObject = new Set([1005, 1010]);

function explainNoReadAccess() {
    const advice =
        "ask its owner to share it, or give the access key access to it (MySafe > Integrations > Access keys).";
    const { partialRefresh } = words();
    return {
        cause: "the access key may not read this password, so its status is unknown.",
        solution: partialRefresh === "" ? advice : `${advice} ${partialRefresh}`,
    };
}

/** The vault's code for a read of an inactive password. */
const inactive = 1009;

const readOptions: RequestOptions = {
    discardBody: true,
    // Most reads of a refresh find an inactive password, so that is no error.
    classify: (response) => (response.code === inactive ? "accept" : classifyResponse(response)),
    explain: (rejection) => (rejection.code === 1006 ? explainNoReadAccess() : explain(rejection)),
};

/** A list, or the vault's form without a message, does not confirm a change. */
function classifyChange(response: ApiResponse): RetryDecision {
    return classifyResponse(response.vaultMessage === "" ? { ...response, fromVault: false } : response);
}
