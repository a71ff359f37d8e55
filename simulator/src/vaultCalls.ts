import type { Answer } from "./answer";
import type { BodyShapes } from "./bodyShapes";
import type { SimulatedPassword } from "./passwordSeed";
import type { Call } from "./route";
import type { VaultItem, VaultStore } from "./vaultStore";

/** What the vault's calls work on. */
export interface VaultCallsOptions {
    readonly store: VaultStore;
    readonly shapes: BodyShapes;
    readonly listInactive: boolean;
    readonly listKey: string;
}

/** Does an authenticated call's work and says what the vault answers ("Password calls" of the API page). */
export type VaultCalls = (call: Call, body: string) => Answer;

/** The vault behind the gateway. */
export function createVaultCalls({ store, shapes, listInactive, listKey }: VaultCallsOptions): VaultCalls {
    const noAccess = () => shapes.refusal(1006, "User does not have access");

    /** The checks in the vault's order: is it an identifier, is there such an object, what may the caller do. */
    function find<T>(call: Call, word: string, items: ReadonlyMap<number, T>): T | Answer {
        if (typeof call.identifier !== "number" && !/^\d+$/.test(call.identifier ?? "")) {
            return shapes.refusal(1010, "Unexpected identifier type");
        }
        const item = typeof call.identifier === "number" ? items.get(call.identifier) : undefined;
        return item ?? shapes.refusal(1005, `${word} not found`);
    }

    function switchTo(active: boolean, call: Call, word: string, items: ReadonlyMap<number, VaultItem>): Answer {
        const item = find(call, word, items);
        if ("status" in item) {
            return item;
        }
        if (!item.canWrite) {
            return noAccess();
        }
        const verb = active ? "activated" : "deactivated";
        if (item.active === active) {
            return shapes.success(200, `${word} has already been ${verb}`);
        }
        item.active = active;
        item.changes += 1;
        return shapes.success(200, `${word} successfully ${verb}`, {}, { acted: true });
    }

    function list(query: URLSearchParams): Answer {
        const shown = [...store.passwords.values()].filter(
            (password) => password.canView && (password.active || listInactive) && matchesFilters(password, query),
        );
        return shapes.success(200, "", { [listKey]: shown.map(listEntry) });
    }

    function read(call: Call): Answer {
        const password = find(call, "Password", store.passwords);
        if ("status" in password) {
            return password;
        }
        if (!password.canView) {
            return noAccess();
        }
        if (!password.active) {
            return shapes.refusal(1009, "Inactive password");
        }
        const shown = { ...description(password), password: password.secret, secret_key: null, token: null, notes: "" };
        return shapes.success(200, "Success", { password_entity: shown }, { secretOf: password.identifier });
    }

    function create(body: string): Answer {
        const fields = parseFields(body);
        for (const name of ["name", "username", "password"]) {
            if (!fields[name]) {
                return shapes.refusal(1001, `Parameter '${name}' was not informed!`);
            }
        }
        const { name, username, password: secret, url, tags } = fields;
        const created = store.add({ identifier: store.nextIdentifier(), name, username, secret, url, tags });
        const shown = { ...description(created), note: "", shared_error: [] };
        return shapes.success(201, "Password successfully registered", { password_entity: shown }, { acted: true });
    }

    return (call, body) => {
        switch (call.route) {
            case "disable":
                return switchTo(false, call, "Password", store.passwords);
            case "enable":
                return switchTo(true, call, "Password", store.passwords);
            case "list":
                return list(call.query);
            case "read":
                return read(call);
            case "create":
                return create(body);
            case "disableNote":
                return switchTo(false, call, "Note", store.notes);
            case "disableApiSecret":
                return switchTo(false, call, "Api secret", store.apiSecrets);
            default:
                return shapes.failure(500, "Unexpected error.");
        }
    };
}

/** No page says how filters compare. Our reading: names contain them, a tag is one of the list's, and case is ignored. */
function matchesFilters(password: SimulatedPassword, query: URLSearchParams): boolean {
    const wanted = (name: string) => (query.get(name) ?? "").trim().toLowerCase();
    const contains = (["name", "username", "url"] as const).every((name) =>
        password[name].toLowerCase().includes(wanted(name)),
    );
    const tags = password.tags.split(",").map((tag) => tag.trim().toLowerCase());
    return contains && (wanted("tag") === "" || tags.includes(wanted("tag")));
}

function listEntry({ identifier, name, url, username, tags, canView, canWrite }: SimulatedPassword) {
    const asked = { need_justify: "0", need_approval: "0" };
    return {
        identifier: String(identifier),
        name,
        url,
        username,
        tags,
        ...asked,
        can_view: canView,
        can_write: canWrite,
    };
}

/** What the read and the create call show of a password, spelled as the vendor's pages of these calls spell it. */
function description({ identifier, name, url, username, tags }: SimulatedPassword) {
    return { identifier: String(identifier), name, url, username, tags, users_allowed: [], groups_allowed: [] };
}

/** The text fields of a JSON object; anything else counts as not informed. */
function parseFields(body: string): Record<string, string | undefined> {
    try {
        const entries = Object.entries(JSON.parse(body) ?? {});
        return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
    } catch {
        return {};
    }
}
