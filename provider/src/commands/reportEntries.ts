import { kinds, type ObjectKind, passwordKind } from "../client/kinds";
import { decodeEntries } from "../lifecycle/entries";
import { declaredIdentifiers } from "../lifecycle/setCodec";
import type { Properties } from "../shared/properties";
import { redacted, type StateResource } from "./stackState";

/** One password, note or API secret of a report. A text is empty where the state does not know it. */
export interface ReportEntry {
    /** The vault's kind of object. */
    kind: ObjectKind["noun"];
    /** The vault's number; "[secret]" where the stack keeps it secret. */
    identifier: number | string;
    /** Pulumi's name of the resource. All entries of a set have the same. */
    resource: string;
    /**
     * `"inactive"`: the vault confirmed it. `"active"`: a refresh found it so. `"unconfirmed"`: the request has no answer.
     * `"not disabled"`: a set declares it, and no run has disabled it yet.
     */
    status: "inactive" | "active" | "unconfirmed" | "not disabled";
    /** `"deactivated"` by this stack, or `"already-inactive"` before. */
    outcome: string;
    /** When this stack saw it inactive: ISO 8601, UTC. */
    disabledAt: string;
    /** The declared reason; "[secret]" where the stack keeps it secret. */
    reason: string;
    /** How many times a refresh found it active and an update disabled it again. */
    driftCorrections: number;
    /** Base URL of the vault that confirmed it. */
    vaultUrl: string;
    /** What needs attention; empty where nothing does. */
    note: string;
}

const notes: Readonly<Record<string, string>> = {
    active: "re-enabled in the vault: `pulumi up` disables it again",
    unconfirmed: "may still be active: `pulumi up` sends the request again",
    "not disabled": "declared but not disabled yet: `pulumi up` tries again",
};

/** Returns the entries of a resource. Those of a set are in the order of their identifiers. */
export function entriesOf(resource: StateResource): ReportEntry[] {
    const { type, inputs, outputs, problems } = resource;
    const entries =
        type === "PasswordDisablementSet"
            ? entriesOfSet(resource)
            : [entryOf(resource, outputs.identifier ?? inputs.identifier, outputs)];
    // A problem of a set belongs to the entries that the set has not finished, if there are any.
    const open = entries.filter(({ status }) => status !== "inactive");
    for (const entry of open.length > 0 ? open : entries) {
        const note = entry.identifier === redacted ? "the identifiers are a secret of the stack" : notes[entry.status];
        entry.note = [note ?? [], problems].flat().join("; ");
    }
    return entries;
}

/** Returns how many drifts a resource's outputs, or an entry of a set, count. */
export function driftCorrectionsIn({ driftCorrections }: Properties): number {
    return typeof driftCorrections === "number" ? driftCorrections : 0;
}

function entriesOfSet(resource: StateResource): ReportEntry[] {
    const { inputs, outputs } = resource;
    const known = decodeEntries(outputs.results);
    // The state has the confirmed passwords in clear where only the program's own list is a secret.
    if (outputs.results === redacted || (inputs.identifiers === redacted && known.size === 0)) {
        return [entryOf(resource, redacted, {})];
    }
    const unknown = outputs.results === undefined ? {} : { status: "not disabled" };
    return [...new Set([...known.keys(), ...declaredIdentifiers(inputs)])]
        .sort((one, other) => Number(one) - Number(other))
        .map((identifier) => entryOf(resource, identifier, { ...(known.get(identifier) ?? unknown) }));
}

/** Returns an entry with what the state knows of it. Only what the vault confirmed is "inactive". */
function entryOf(resource: StateResource, identifier: unknown, known: Properties): ReportEntry {
    const { type, name, inputs, outputs, isBeingDeleted } = resource;
    const { status, outcome, disabledAt = "", vaultUrl = "" } = known;
    const mayBeEnabled = isBeingDeleted && outputs.onDestroy !== undefined && outputs.onDestroy !== "leave";
    const isKnown = status === "inactive" ? outcome !== undefined && !mayBeEnabled : notes[`${status}`] !== undefined;
    const { noun } = kinds.find(({ className }) => className === type) ?? passwordKind;
    return {
        kind: noun,
        identifier: /^\d+$/.test(`${identifier}`) ? Number(identifier) : `${identifier}`,
        resource: name,
        status: isKnown ? (status as ReportEntry["status"]) : "unconfirmed",
        outcome: `${outcome ?? ""}`,
        disabledAt: `${disabledAt}`,
        reason: `${outputs.reason ?? inputs.reason ?? ""}`,
        driftCorrections: driftCorrectionsIn(known),
        vaultUrl: `${vaultUrl}`,
        note: "",
    };
}
