import type { ObjectKind } from "../client/kinds";
import type { unknownValue } from "../shared/properties";

/** Identifies the declaration that a check inspects. */
export interface Caller {
    /** The name of the resource, where the door knows it. */
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
    /** True where this run begins to manage it. */
    isNew: boolean;
    /** True where this run disables it: it is new, or a refresh found it active or missing. */
    isDue: boolean;
    /** The status that a refresh found, where the password is not inactive. */
    lastStatus?: "active" | "missing" | undefined;
    /** True where no other declaration can duplicate it, such as for an identifier that an additive set keeps. */
    isUnlisted?: boolean;
}
