import { kinds, type ObjectKind, passwordKind } from "../client/kinds";
import { decodeEntries } from "../lifecycle/entries";
import { declaredIn } from "../lifecycle/setCodec";
import { driftsIn, type Properties } from "../shared/properties";
import { hidden, type StateResource } from "./stackState";

/** One password, note or API secret of a report. Where something is not known, its text is empty. */
export interface ReportEntry {
    /** What it is in the vault. */
    kind: ObjectKind["noun"];
    /** The vault's identifier of it. */
    identifier: string;
    /** Pulumi's name of the resource; all entries of a set have the same. */
    resource: string;
    /**
     * What the state knows: `"inactive"`, as the vault confirmed; `"active"`, as a refresh found it; `"unconfirmed"`, sent
     * and never answered; `"not disabled"`, declared in a set, and not done yet.
     */
    status: "inactive" | "active" | "unconfirmed" | "not disabled";
    /** `"deactivated"` by this stack, or `"already-inactive"` before. */
    outcome: string;
    /** When it was seen inactive: ISO 8601, UTC. */
    disabledAt: string;
    /** The reason that was declared; "[secret]" where it is one. */
    reason: string;
    /** How many times a refresh found it active, and an update disabled it again. */
    driftCorrected: number;
    /** Base URL of the vault that confirmed it. */
    vaultUrl: string;
    /** What is to be looked at; empty where all is well. */
    note: string;
}

const notes: Readonly<Record<string, string>> = {
    active: "somebody enabled it: `pulumi up` disables it again",
    unconfirmed: "may be active or inactive: `pulumi up` settles it",
    "not disabled": "declared, and not done yet: `pulumi up` tries again",
};

/** The entries of a resource, those of a set in the order of their numbers. */
export function entriesOf(resource: StateResource): ReportEntry[] {
    const { type, inputs, outputs, troubles } = resource;
    const entries =
        type === "PasswordDisablementSet"
            ? ofSet(resource)
            : [entryOf(resource, outputs.identifier ?? inputs.identifier, outputs, resource.isLeaving)];
    // What is wrong with a set is wrong with what it left to do, if it left anything.
    const open = entries.filter(({ status }) => status !== "inactive");
    for (const entry of open.length > 0 ? open : entries) {
        const known =
            entry.identifier === hidden ? "a secret of the stack: the report cannot tell" : notes[entry.status];
        entry.note = [known ?? [], troubles].flat().join("; ");
    }
    return entries;
}

function ofSet(resource: StateResource): ReportEntry[] {
    const { inputs, outputs, isLeaving, updatingTo } = resource;
    const results = decodeEntries(outputs);
    // What the vault confirmed is kept in clear where only the program's own list is a secret.
    if (outputs.results === hidden || (inputs.identifiers === hidden && results.size === 0)) {
        return [entryOf(resource, hidden, {}, isLeaving)];
    }
    const staying = updatingTo && new Set(identifiersIn(updatingTo));
    const undone = outputs.results === undefined ? {} : { status: "not disabled" };
    return [...new Set([...results.keys(), ...identifiersIn(inputs)])]
        .sort((one, other) => Number(one) - Number(other))
        .map((identifier) => {
            const goes = isLeaving || staying?.has(identifier) === false;
            return entryOf(resource, identifier, Object(results.get(identifier) ?? undone), goes);
        });
}

/** An entry of which this is known; "inactive" is said of nothing that the vault did not say it of. */
function entryOf(
    { type, name, inputs, outputs }: StateResource,
    identifier: unknown,
    known: Properties,
    isLeaving: boolean,
): ReportEntry {
    const { status, outcome, disabledAt = "", vaultUrl = "" } = known;
    const mayBeEnabled = isLeaving && outputs.onDestroy !== undefined && outputs.onDestroy !== "leave";
    const isKnown = status === "inactive" ? outcome !== undefined && !mayBeEnabled : notes[`${status}`] !== undefined;
    const { noun } = kinds.find(({ className }) => className === type) ?? passwordKind;
    return {
        kind: noun,
        identifier: `${identifier}`,
        resource: name,
        status: isKnown ? (status as ReportEntry["status"]) : "unconfirmed",
        outcome: `${outcome ?? ""}`,
        disabledAt: `${disabledAt}`,
        reason: `${outputs.reason ?? inputs.reason ?? ""}`,
        driftCorrected: driftsIn(known),
        vaultUrl: `${vaultUrl}`,
        note: "",
    };
}
