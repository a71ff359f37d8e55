import { kinds, type ObjectKind, passwordKind } from "../client/kinds";
import { decodeEntries, decodeEntry, type Status } from "../lifecycle/entries";
import { declaredIdentifiers } from "../lifecycle/setCodec";
import type { Properties } from "../shared/properties";
import { type Summary, summarize } from "./reportSummary";
import { redacted, type StackState, type StateResource } from "./stackState";

/**
 * The passwords, notes and API secrets that a stack disabled, as `--format json` writes it. Later versions of this package
 * only add to it.
 */
export interface Report extends Omit<StackState, "resources"> {
    /** The version of this format. */
    version: 1;
    /** ISO 8601, UTC. */
    madeAt: string;
    summary: Summary;
    entries: ReportEntry[];
}

/** One password, note or API secret of a report. A text is empty where the state does not know it. */
export interface ReportEntry {
    kind: ObjectKind["noun"];
    /** The vault's number; "[secret]" where the stack keeps it secret. */
    identifier: number | string;
    /** Its name and user name in the vault's list when a run first disabled it. */
    name: string;
    /** Pulumi's name of the resource. All entries of a set have the same. */
    resource: string;
    /**
     * "inactive" as the vault confirmed it. "missing" where the vault no longer has it; the values below are older. "not
     * disabled" where no run has disabled it yet.
     */
    status: Status | "not disabled";
    /** The first one: "deactivated" by this stack, or "already-inactive" before. */
    outcome: string;
    /** When the vault first confirmed that it is inactive: ISO 8601, UTC. */
    disabledAt: string;
    /** When the vault last confirmed that this stack disabled it again; empty where that did not happen. */
    lastDisabledAt: string;
    /** The number of times that a refresh found it active and an update disabled it again. */
    driftCorrections: number;
    reason: string;
    /** Base URL of the vault that confirmed it. */
    vaultUrl: string;
    /** The problem that needs attention; empty where nothing does. */
    note: string;
}

/** The columns of a table of entries, in order. */
export const columns: readonly (keyof ReportEntry)[] = [
    "kind",
    "identifier",
    "name",
    "resource",
    "status",
    "outcome",
    "disabledAt",
    "lastDisabledAt",
    "driftCorrections",
    "reason",
    "vaultUrl",
    "note",
];

const notes: Readonly<Record<ReportEntry["status"], string>> = {
    inactive: "",
    active: "re-enabled in the vault: `pulumi up` disables it again",
    missing: "the vault no longer has it: remove it from the program",
    unconfirmed: "may still be active: `pulumi up` sends the request again",
    "not disabled": "declared but not disabled yet: `pulumi up` tries again",
};

export function makeReport({ resources, ...state }: StackState, madeAt: string): Report {
    const entries = resources.flatMap(entriesOf);
    return { version: 1, ...state, madeAt, summary: summarize(entries), entries };
}

function entriesOf(resource: StateResource): ReportEntry[] {
    const { type, inputs, outputs, problems } = resource;
    const entries =
        type === "PasswordDisablementSet"
            ? entriesOfSet(resource)
            : [entryOf(resource, outputs.identifier ?? inputs.identifier, outputs)];
    // A problem of a set belongs to the entries that the set has not finished, if there are any.
    const open = entries.filter(({ status }) => status !== "inactive");
    for (const entry of open.length > 0 ? open : entries) {
        entry.note = [entry.note, ...problems].filter((text) => text !== "").join("; ");
    }
    return entries;
}

/** Returns the entries of a set in the order of their identifiers. */
function entriesOfSet(resource: StateResource): ReportEntry[] {
    const { inputs, outputs } = resource;
    const known = decodeEntries(outputs.results, outputs.names);
    // The state shows confirmed passwords even where the program's list is a secret.
    if (outputs.results === redacted || (inputs.identifiers === redacted && known.size === 0)) {
        return [entryOf(resource, redacted, outputs)];
    }
    const unknown = outputs.results === undefined ? {} : { status: "not disabled" };
    const shown = outputs.names === redacted ? { name: redacted } : {};
    return [...new Set([...known.keys(), ...declaredIdentifiers(inputs)])]
        .sort((one, other) => Number(one) - Number(other))
        .map((identifier) => entryOf(resource, identifier, { ...(known.get(identifier) ?? unknown), ...shown }));
}

/** Returns an entry with what the state knows of it. */
function entryOf(resource: StateResource, identifier: unknown, known: Properties): ReportEntry {
    const { type, name, inputs, outputs } = resource;
    const {
        name: vaultName = "",
        outcome = "",
        disabledAt = "",
        lastDisabledAt = "",
        driftCorrections,
        vaultUrl,
    } = decodeEntry(known);
    const status = statusOf(known, resource);
    return {
        kind: (kinds.find(({ className }) => className === type) ?? passwordKind).noun,
        identifier: /^\d+$/.test(`${identifier}`) ? Number(identifier) : `${identifier}`,
        name: vaultName,
        resource: name,
        status,
        outcome,
        disabledAt,
        lastDisabledAt,
        driftCorrections,
        reason: `${outputs.reason ?? inputs.reason ?? ""}`,
        vaultUrl,
        note: identifier === redacted ? "the identifiers are a secret of the stack" : noteOf(status, resource),
    };
}

function noteOf(status: ReportEntry["status"], { inputs, outputs }: StateResource): string {
    const isAdditive = (outputs.additive ?? inputs.additive) === true;
    return status === "missing" && isAdditive ? "the vault no longer has it: the set keeps the record" : notes[status];
}

function statusOf({ status, outcome }: Properties, resource: StateResource): ReportEntry["status"] {
    if (status === "active" || status === "missing" || status === "not disabled") {
        return status;
    }
    const isInactive = outcome === "already-inactive" || (outcome === "deactivated" && !mayBeEnabled(resource));
    return status === "inactive" && isInactive ? "inactive" : "unconfirmed";
}

/** Returns whether an interrupted deletion can have enabled what this stack disabled. */
function mayBeEnabled({ isBeingDeleted, outputs }: StateResource): boolean {
    return isBeingDeleted && (outputs.onDestroy ?? "leave") !== "leave";
}
