import type { HttpResponse } from "../shared/httpResponse";
import type { RoutedRequest } from "../shared/route";
import type { BodyShapes } from "./bodyShapes";
import type { SimulatedPassword } from "./passwordSeed";
import type { VaultItem, VaultStore } from "./vaultStore";

/** The dependencies of the vault's API. */
export interface VaultApiOptions {
    readonly store: VaultStore;
    readonly shapes: BodyShapes;
    readonly listInactive: boolean;
    readonly listKey: string;
}

/** Handles an authenticated request and returns the vault's response ("Password calls" of the API page). */
export type VaultApi = (request: RoutedRequest, body: string) => HttpResponse;

/** Returns the API of the vault behind the gateway. */
export function createVaultApi({ store, shapes, listInactive, listKey }: VaultApiOptions): VaultApi {
    const noAccess = () => shapes.rejection(1006, "User does not have access");

    /** Checks in the vault's order: first the form of the identifier, then the existence of the object. */
    function find<T>({ identifier }: RoutedRequest, kind: string, items: ReadonlyMap<number, T>): T | HttpResponse {
        if (typeof identifier !== "number" && !/^\d+$/.test(identifier ?? "")) {
            return shapes.rejection(1010, "Unexpected identifier type");
        }
        const item = typeof identifier === "number" ? items.get(identifier) : undefined;
        return item ?? shapes.rejection(1005, `${kind} not found`);
    }

    function setActive(
        active: boolean,
        request: RoutedRequest,
        kind: string,
        items: ReadonlyMap<number, VaultItem>,
    ): HttpResponse {
        const item = find(request, kind, items);
        if ("status" in item) {
            return item;
        }
        if (!item.canWrite) {
            return noAccess();
        }
        const verb = active ? "activated" : "deactivated";
        if (item.active === active) {
            return shapes.success(200, `${kind} has already been ${verb}`);
        }
        item.active = active;
        item.changes += 1;
        return shapes.success(200, `${kind} successfully ${verb}`, {}, { acted: true });
    }

    function list(query: URLSearchParams): HttpResponse {
        const shown = [...store.passwords.values()].filter(
            (password) => password.canView && (password.active || listInactive) && matchesFilters(password, query),
        );
        return shapes.success(200, "", { [listKey]: shown.map(listEntry) });
    }

    function read(request: RoutedRequest): HttpResponse {
        const password = find(request, "Password", store.passwords);
        if ("status" in password) {
            return password;
        }
        if (!password.canView) {
            return noAccess();
        }
        if (!password.active) {
            return shapes.rejection(1009, "Inactive password");
        }
        const shown = { ...description(password), password: password.secret, secret_key: null, token: null, notes: "" };
        return shapes.success(200, "Success", { password_entity: shown }, { secretOf: password.identifier });
    }

    function create(body: string): HttpResponse {
        const fields = parseFields(body);
        for (const name of ["name", "username", "password"]) {
            if (!fields[name]) {
                return shapes.rejection(1001, `Parameter '${name}' was not informed!`);
            }
        }
        const { name, username, password: secret, url, tags } = fields;
        const created = store.add({ identifier: store.nextIdentifier(), name, username, secret, url, tags });
        const shown = { ...description(created), note: "", shared_error: [] };
        return shapes.success(201, "Password successfully registered", { password_entity: shown }, { acted: true });
    }

    return (request, body) => {
        switch (request.route) {
            case "disable":
                return setActive(false, request, "Password", store.passwords);
            case "enable":
                return setActive(true, request, "Password", store.passwords);
            case "list":
                return list(request.query);
            case "read":
                return read(request);
            case "create":
                return create(body);
            case "disableNote":
                return setActive(false, request, "Note", store.notes);
            case "disableApiSecret":
                return setActive(false, request, "Api secret", store.apiSecrets);
            default:
                return shapes.failure(500, "Unexpected error.");
        }
    };
}

/**
 * Matches a password against the list filters. No page documents the comparison.
 * The simulator looks for part of a name and for a whole tag, and ignores case.
 */
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

/** The fields of a password in the read and create responses, as the vendor's pages spell them. */
function description({ identifier, name, url, username, tags }: SimulatedPassword) {
    return { identifier: String(identifier), name, url, username, tags, users_allowed: [], groups_allowed: [] };
}

/** Returns the text fields of a JSON object. The vault takes any other value for a missing one. */
function parseFields(body: string): Record<string, string | undefined> {
    try {
        const entries = Object.entries(JSON.parse(body) ?? {});
        return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
    } catch {
        return {};
    }
}
