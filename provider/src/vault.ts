import { type CallOptions, Calls } from "./calls";
import { ConnectionError, UnconfirmedError, VaultError } from "./errors";
import { explanationOfContraryWords, explanationOfNoList, explanationOfRefusedList } from "./explanations";
import type { Outcome } from "./outcome";
import { didNothing, judge, type Verdict } from "./retry";
import type { Settings } from "./settings";
import { pathSegment } from "./vaultUrl";
import { type Answer, type ListedPassword, readList } from "./wire";

/** The vault's confirmation that a password is inactive. */
export interface Disabled {
    outcome: Outcome;
    /** The vault's own words. */
    message: string;
}

/** The codes that say that there is no such password, so that nothing can have become of it. */
const noSuchPassword = new Set([1005, 1010]);

/** The vault in our words. One per process, since its calls share what {@link Calls} holds. */
export class Vault {
    readonly #calls: Calls;
    readonly #tell: (line: string) => void;

    constructor(settings: Settings, options: CallOptions = {}) {
        this.#calls = new Calls(settings, options);
        this.#tell = options.tell ?? (() => {});
    }

    /**
     * Makes a password inactive; one that is inactive already is success.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver.
     * @throws ConnectionError when the vault was not reached.
     * @throws UnconfirmedError when the call was sent, and no answer says what became of it.
     */
    async disable(identifier: string): Promise<Disabled> {
        const path = `api/mysafe/password/inactive/${pathSegment(identifier)}`;
        let mayHaveActed = false;
        const onTry = (ended: Parameters<typeof didNothing>[0]) => {
            mayHaveActed ||= !didNothing(ended);
        };
        const { answer } = await this.#calls
            .make("POST", path, { onTry, verdictOf: judgeChange })
            .catch((error: unknown) => {
                const answered = error instanceof VaultError;
                if (!mayHaveActed || !(answered || error instanceof ConnectionError)) {
                    throw error;
                }
                throw answered && noSuchPassword.has(error.code ?? 0) ? error : unconfirmed(identifier, error);
            });
        if (contrary.test(answer.words)) {
            const refusal = { request: `POST ${path}`, ...answer };
            throw unconfirmed(identifier, new VaultError(refusal, explanationOfContraryWords));
        }
        if (/already been deactivated/i.test(answer.words)) {
            return { outcome: "already-inactive", message: answer.words };
        }
        if (!/successfully deactivated/i.test(answer.words)) {
            this.#tell(`warning: password ${identifier}: the vault agreed in words unknown to us: "${answer.words}"`);
        }
        return { outcome: "deactivated", message: answer.words };
    }

    /**
     * Whether a password is inactive. The body of a 200, which would hold the secret of an active one, is not read.
     *
     * @throws VaultError 1005, 1006, 1010, or what the gateway refused or could not deliver.
     * @throws ConnectionError when no try was answered.
     */
    async isInactive(identifier: string): Promise<boolean> {
        try {
            await this.#calls.make("GET", `api/mysafe/password/${pathSegment(identifier)}`, { discardBody: true });
            return false;
        } catch (error) {
            if (error instanceof VaultError && error.code === 1009) {
                return true;
            }
            throw error;
        }
    }

    /** All passwords that the access key may see, by identifier, in one call. Inactive ones can be missing. */
    async list(): Promise<ReadonlyMap<string, ListedPassword>> {
        const path = "api/mysafe/password";
        const request = `GET ${path}`;
        const { answer, body } = await this.#calls.make("GET", path).catch((error: unknown) => {
            throw error instanceof VaultError && error.code !== undefined
                ? new VaultError({ request, ...error }, explanationOfRefusedList)
                : error;
        });
        const list = readList(body ?? "");
        if (list === undefined) {
            throw new VaultError({ request, ...answer }, explanationOfNoList);
        }
        return new Map(list.map((entry) => [entry.identifier, entry]));
    }
}

/** What the vault says of its other calls: that something is active now, or of a note or an API secret. */
const contrary = /\b(?:re)?activated\b|\benabled\b|^(?:note|api secret)\b/i;

/** A list, or the vault's form without a word in it, is no confirmation that anything was changed. */
function judgeChange(answer: Answer): Verdict {
    return judge(answer.words === "" ? { ...answer, fromVault: false } : answer);
}

function unconfirmed(identifier: string, last: VaultError | ConnectionError): UnconfirmedError {
    const what = `password ${identifier} may be active or inactive: its disabling was sent and never confirmed`;
    return new UnconfirmedError(what, last);
}
