import type { DeclaredObject } from "../checks/declaration";
import type { Failure } from "../checks/failure";
import type { ObjectKind } from "../client/kinds";
import type { Properties } from "../shared/properties";
import type { Entries, Entry, Status } from "./entries";

/** The identifiers that a resource keeps, each with its status after an update. */
export type DesiredStatuses = ReadonlyMap<string, Extract<Status, "inactive" | "missing">>;

/** A declaration as it was read: the inputs to keep, what they declare, and what is malformed. */
export interface ReadDeclaration {
    inputs: Properties;
    declared: DeclaredObject[];
    failures: Failure[];
}

/** Translates between the entries of a resource and its inputs and outputs. */
export interface StateCodec {
    /** True where the resource has exactly one entry. */
    holdsOne: boolean;
    /** The inputs that change without a request to the vault. */
    optionKeys: readonly string[];
    /** The input that holds the identifier or identifiers. */
    identifierKey: string;
    /** The input that a diff reports while an entry is not inactive. */
    statusKey: string;
    /** The outputs that group the entries: an update that changes any of these changes the groups. */
    groupKeys: readonly string[];
    /** Reads what a program declares. `olds` are the inputs of the last run. */
    readDeclaration(olds: Properties, news: Properties, kind: ObjectKind): ReadDeclaration;
    /**
     * Returns `"inactive"` for what to disable or keep inactive, and `"missing"` for what an additive set keeps as a
     * record alone. An unknown input yields a placeholder.
     */
    desiredStatuses(inputs: Properties, entries: Entries): DesiredStatuses;
    createId(inputs: Properties): string;
    decode(outputs: Properties): Map<string, Entry>;
    encode(inputs: Properties, entries: Entries): Properties;
    /** Returns the inputs that match what a refresh found. */
    refreshedInputs(outputs: Properties, entries: Entries): Properties;
}
