import { ConfigError, explain, threeLines, VaultError } from "./errors";
import type { Preflight, Settings } from "./settings";
import type { Outcome, Vault } from "./vault";
import type { ListedPassword } from "./wire";

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

/** A property that the engine refuses the preview with; without a property it stands for the resource. */
export interface CheckFailure {
    property: string;
    reason: string;
}

/** The properties as they come from the engine: anything that a program can declare. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * How the engine writes a value that preview cannot know yet, such as another resource's output; the dynamic
 * provider of `@pulumi/pulumi` hands it through as this text (`runtime/rpc.ts`, `unknownValue`).
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The program's process sets this in an update, where the preview that came before has asked the vault already. */
export const updateMark = "__update";

/** The operations of a password's disablement, in the order in which the engine calls them. */
export function createLifecycle(around: Surroundings) {
    let listed: Promise<ReadonlyMap<string, ListedPassword>> | undefined;
    const told = new Set<string>();

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

    /** Asks the vault about a new identifier, without changing anything. */
    async function preflight(identifier: string): Promise<CheckFailure[]> {
        const { preflight: mode } = around.settings();
        if (mode === "off") {
            return [];
        }
        let entry: ListedPassword | undefined;
        try {
            listed ??= around.vault().list();
            entry = (await listed).get(identifier);
        } catch (error) {
            return unanswered(identifier, error, mode);
        }
        if (entry !== undefined) {
            return entry.canEdit ? [] : [refused(1006, "1006: User does not have access")];
        }
        try {
            // The list can leave inactive passwords out, so only a read tells them from what does not exist.
            await around.vault().isInactive(identifier);
            return [];
        } catch (error) {
            return error instanceof VaultError && error.code !== undefined && verdicts.has(error.code)
                ? [refused(error.code, error.words)]
                : unanswered(identifier, error, mode);
        }
    }

    /** What an unreachable vault means for a preview. */
    function unanswered(identifier: string, error: unknown, mode: Preflight): CheckFailure[] {
        if (mode === "strict") {
            const reason = `the vault could not be asked about password ${identifier}: ${(error as Error).message}`;
            return [{ property: "", reason: `${reason}${afterStrict}` }];
        }
        tellOnce(`warning: preview goes on without asking the vault (mysafe:preflight is warn): ${firstLine(error)}`);
        return [];
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
            return { inputs, failures: askVault ? await preflight(identifier) : [] };
        },

        async diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
            warnOfAnotherVault(olds.vaultUrl);
            const replaces = String(news.identifier) === String(olds.identifier) ? [] : ["identifier"];
            return { changes: replaces.length > 0 || news.reason !== olds.reason, replaces };
        },

        async create(inputs: Properties): Promise<{ id: string; outs: Outputs }> {
            const { identifier, reason } = inputs as unknown as Inputs;
            const { outcome, message } = await around.vault().disable(identifier);
            const outs: Outputs = {
                identifier,
                reason,
                status: "inactive",
                outcome,
                message,
                disabledAt: around.now().toISOString(),
                vaultUrl: around.settings().url,
            };
            return { id: identifier, outs: withoutUndefined(outs) };
        },

        /** Only a reason can change in place: it is kept in the state, and the vault has no place for it. */
        async update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
            return { outs: withoutUndefined({ ...olds, reason: news.reason }) };
        },
    };
}

/** The codes that say no to a declaration; any other answer says nothing about the password. */
const verdicts = new Set([1005, 1006, 1010]);

const afterStrict =
    "\nTo preview without the vault: `pulumi config set mysafe:preflight warn` (or off); `up` needs it all the same.";

function refused(code: number, words: string): CheckFailure {
    return { property: "identifier", reason: threeLines(words, explain({ status: 400, code })) };
}

function firstLine(error: unknown): string {
    return (error as Error).message.split("\n", 1)[0] ?? "";
}

function readIdentifier(value: unknown): { identifier?: string; failure?: CheckFailure } {
    const text = typeof value === "number" ? String(value) : value;
    if (text === unknownValue) {
        return { identifier: unknownValue };
    }
    if (typeof text === "string" && /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) {
        return { identifier: text };
    }
    const cause =
        text === undefined || text === null
            ? "it is missing."
            : typeof text !== "string"
              ? `it is ${Array.isArray(text) ? "a list" : `of type ${typeof text}`}.`
              : `it is ${JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)}.`;
    const reason = threeLines(`not an identifier: it must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}`, {
        cause,
        solution: "set `identifier` to the number that the vault's list call shows for the password, such as 312.",
    });
    return { failure: { property: "identifier", reason } };
}

function reasonFailure(value: unknown): CheckFailure | undefined {
    return value === undefined || value === null || typeof value === "string"
        ? undefined
        : {
              property: "reason",
              reason: threeLines("not a text", {
                  cause: `it is of type ${Array.isArray(value) ? "list" : typeof value}.`,
                  solution: 'set `reason` to a text, such as "CHG-2041", or leave it out.',
              }),
          };
}

/** The SDK refuses undefined anywhere in outputs ("Unexpected struct type", pulumi/pulumi#2205). */
function withoutUndefined<T extends object>(properties: T): T {
    return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
