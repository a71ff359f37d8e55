import type { ObjectKind } from "../client/kinds";
import type { unknownValue } from "../shared/properties";

/** The declaration that a check is about. */
export interface Caller {
    /** Pulumi's name of the resource. */
    name?: string | undefined;
    phase: "preview" | "update";
    /** Tells the declarations of one program apart. */
    place: string | number;
}

/** A declared password, note or API secret with a well-formed identifier. */
export interface DeclaredObject {
    kind: ObjectKind;
    identifier: string | typeof unknownValue;
    /** The input that holds it: `identifier` or `identifiers`. */
    property: string;
    /** Its place in the list. */
    index?: number | undefined;
    /** Whether this run begins to manage it. */
    isNew: boolean;
    /** Whether this run disables it: it is new, or a refresh found it active. */
    isDue: boolean;
    /** Whether the program does not list it in this place, so that it is no duplicate: an additive set keeps it. */
    isUnlisted?: boolean;
}
