import { apiSecretKind, noteKind, type ObjectKind, passwordKind } from "../client/kinds";
import type { StateCodec } from "./codec";
import { setCodec } from "./setCodec";
import { singleCodec } from "./singleCodec";

/** The differences between the types of resources. */
export interface ResourceType {
    kind: ObjectKind;
    codec: StateCodec;
}

/** All types of resources, by class name. */
export const resourceTypes = {
    PasswordDisablement: { kind: passwordKind, codec: singleCodec },
    PasswordDisablementSet: { kind: passwordKind, codec: setCodec },
    NoteDisablement: { kind: noteKind, codec: singleCodec },
    ApiSecretDisablement: { kind: apiSecretKind, codec: singleCodec },
} satisfies Record<string, ResourceType>;
