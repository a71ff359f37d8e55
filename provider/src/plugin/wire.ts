import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Properties, unknownValue } from "../shared/properties";

/** The texts that stand for unknown values, one for each type (Go SDK's `plugin/rpc.go`, `Unknown…Value`). */
const unknownTexts: ReadonlySet<unknown> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The property that marks a special object, and its value for a secret (Go SDK's `resource/sig`). */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Returns the properties of a message; those of a secret are its plain value. */
export function fromStruct(struct: Struct | undefined): Properties {
    return mapDeep(struct?.toJavaScript() ?? {}, readValue) as Properties;
}

/** Returns properties as a message. Properties without a value are left out. */
export function toStruct(properties: Properties): Struct {
    const plain = mapDeep(properties, (value) => (value === unknownValue ? unknownText : value));
    return Struct.fromJavaScript(plain as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** Returns a value that the engine encrypts in the state. */
export function secretOf(value: unknown): Properties {
    return { [signatureKey]: secretSignature, value };
}

function readValue(value: unknown): unknown {
    return unknownTexts.has(value) ? unknownValue : value;
}

function mapDeep(value: unknown, map: (value: unknown) => unknown): unknown {
    if (Array.isArray(value)) {
        return value.map((item) => mapDeep(item, map));
    }
    if (typeof value !== "object" || value === null) {
        return map(value);
    }
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    const { [signatureKey]: signature, value: inner } = value as Properties;
    if (signature === secretSignature && map === readValue) {
        return mapDeep(inner, map);
    }
    return Object.fromEntries(entries.map(([key, item]) => [key, mapDeep(item, map)]));
}
