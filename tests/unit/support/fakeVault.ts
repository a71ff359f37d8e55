import { type ObjectKind, passwordKind } from "../../../provider/src/client/kinds";
import type { ListedPassword } from "../../../provider/src/client/passwordList";
import type { Vault } from "../../../provider/src/client/vault";
import { ConnectionError, UnconfirmedError, VaultError } from "../../../provider/src/shared/errors";
import type { Outcome } from "../../../provider/src/shared/outcome";

/** A password of the fake vault. */
export interface FakePassword extends ListedPassword {
    active: boolean;
}

type Route = "disable" | "enable" | "read" | "list";

/** An error for the next request of a route, or for the next request about one password. */
interface Fault {
    error: Error;
    identifier?: string;
    /** True if the vault executes the request before it fails. */
    acts?: boolean;
    /** True if every request fails, not only the next one. */
    lasts?: boolean;
}

/** A vault in memory in the form of the lifecycle's client, with rights, faults and a record of requests. */
export class FakeVault implements Pick<Vault, "disable" | "enable" | "isInactive" | "list" | "retrying"> {
    retrying = 0;
    listsInactive = false;
    /** The maximum number of parallel requests. */
    maxInFlight = 0;
    /** All requests in order, such as `disable 312`. */
    requests: string[] = [];
    #inFlight = 0;
    readonly #passwords = new Map<string, FakePassword>();
    readonly #faults: (Fault & { route: Route })[] = [];

    /** Adds a password, or changes it. */
    set(identifier: number | string, changes: Partial<FakePassword> = {}): this {
        const key = String(identifier);
        this.#passwords.set(key, {
            identifier: key,
            active: true,
            canWrite: true,
            canView: true,
            name: `Password ${key}`,
            username: "",
            url: "",
            tags: [],
            unreadableFields: [],
            ...this.#passwords.get(key),
            ...changes,
        });
        return this;
    }

    /** Adds passwords from 1 to a number. */
    setAll(count: number, changes: Partial<FakePassword> = {}): this {
        for (let identifier = 1; identifier <= count; identifier += 1) {
            this.set(identifier, changes);
        }
        return this;
    }

    remove(identifier: number | string): void {
        this.#passwords.delete(String(identifier));
    }

    isActive(identifier: number | string): boolean | undefined {
        return this.#passwords.get(String(identifier))?.active;
    }

    /** Injects an error. */
    fail(route: Route, error: Error, fault: Omit<Fault, "error"> = {}): this {
        this.#faults.push({ route, error, ...fault });
        return this;
    }

    clearFaults(): void {
        this.#faults.length = 0;
    }

    disable(identifier: string, kind: ObjectKind = passwordKind): Promise<Outcome> {
        return this.#request("disable", identifier, kind, (password) => {
            const outcome = password.active ? "deactivated" : "already-inactive";
            password.active = false;
            return outcome;
        });
    }

    enable(identifier: string): Promise<boolean> {
        return this.#request("enable", identifier, passwordKind, (password) => {
            const wasInactive = !password.active;
            password.active = true;
            return wasInactive;
        });
    }

    isInactive(identifier: string): Promise<boolean> {
        return this.#request("read", identifier, passwordKind, ({ active }) => !active);
    }

    list(): Promise<ReadonlyMap<string, FakePassword>> {
        return this.#inProgress("list", async () => {
            const fault = this.#takeFault("list");
            if (fault !== undefined) {
                throw fault.error;
            }
            const listed = [...this.#passwords].filter(([, { active, canView }]) => {
                return canView && (active || this.listsInactive);
            });
            return new Map(listed);
        });
    }

    #request<T>(route: Route, identifier: string, kind: ObjectKind, act: (password: FakePassword) => T): Promise<T> {
        const subject = kind === passwordKind ? identifier : `${kind.noun} ${identifier}`;
        return this.#inProgress(`${route} ${subject}`, async () => {
            const fault = this.#takeFault(route, identifier);
            const password = this.#passwords.get(identifier);
            if (fault?.acts && password !== undefined) {
                act(password);
            }
            if (fault !== undefined) {
                throw fault.error;
            }
            if (password === undefined) {
                throw refusedWith(1005);
            }
            if (route === "read" ? !password.canView : !password.canWrite) {
                throw refusedWith(1006);
            }
            return act(password);
        });
    }

    async #inProgress<T>(request: string, action: () => Promise<T>): Promise<T> {
        this.requests.push(request);
        this.#inFlight += 1;
        this.maxInFlight = Math.max(this.maxInFlight, this.#inFlight);
        try {
            // Other requests start meanwhile, as they do over a network.
            await new Promise(setImmediate);
            return await action();
        } finally {
            this.#inFlight -= 1;
        }
    }

    #takeFault(route: Route, identifier?: string): Fault | undefined {
        const index = this.#faults.findIndex(
            (fault) => fault.route === route && (fault.identifier ?? identifier) === identifier,
        );
        const fault = this.#faults[index];
        if (fault !== undefined && !fault.lasts) {
            this.#faults.splice(index, 1);
        }
        return fault;
    }
}

const vaultMessages = {
    1005: "Password not found",
    1006: "User does not have access",
    1010: "Unexpected identifier",
    1099: "Unknown",
};

/** The vault's refusal of one password. */
export function refusedWith(code: keyof typeof vaultMessages): VaultError {
    return new VaultError({
        request: "POST api/mysafe/password",
        status: 400,
        code,
        vaultMessage: `${code}: ${vaultMessages[code]}`,
        fromVault: true,
    });
}

/** A response that concerns no single password. */
export function failedWith(status: number, fromVault = false): VaultError {
    const from = { fromVault, isVaultFailure: fromVault && status === 500 };
    return new VaultError({ request: "POST api/mysafe/password", status, vaultMessage: "trouble", ...from });
}

/** A request without a response. */
export function lostWith(code: string, reachedServer = false): ConnectionError {
    return new ConnectionError({ request: "POST api/mysafe/password", code, reachedServer }, `it failed: ${code}`, {
        cause: "a cause.",
        solution: "a solution.",
    });
}

/** A request that the vault can have executed. */
export function unconfirmed(last: VaultError | ConnectionError = failedWith(504)): UnconfirmedError {
    return new UnconfirmedError("the password may still be active", last, "`pulumi up`");
}
