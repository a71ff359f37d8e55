import { decode, ExtensionCodec, encode } from "@msgpack/msgpack";
import { type Properties, unknownValue } from "../shared/properties";
import type { DynamicValue } from "./protocol";

/** The extension types of unknown values: without, and with facts about the value (cty's `msgpack` package). */
const unknownType = 0;
const refinedUnknownType = 12;

const extensionCodec = createExtensionCodec();

function createExtensionCodec(): ExtensionCodec {
    const codec = new ExtensionCodec();
    codec.register({
        type: unknownType,
        encode: (value) => (value === unknownValue ? new Uint8Array([0]) : null),
        decode: () => unknownValue,
    });
    codec.register({ type: refinedUnknownType, encode: () => null, decode: () => unknownValue });
    return codec;
}

/** Returns the attributes of a value; null where there is no object, and an unknown value for each unknown attribute. */
export function decodeValue({ msgpack, json }: DynamicValue): Properties | null {
    if (msgpack.length > 0) {
        return decode(msgpack, { extensionCodec }) as Properties | null;
    }
    return json !== undefined && json.length > 0 ? JSON.parse(Buffer.from(json).toString("utf8")) : null;
}

/** Returns attributes as Terraform reads them. A message names every attribute of the schema; null has no value. */
export function encodeValue(attributes: Properties | null): DynamicValue {
    return { msgpack: encode(attributes, { extensionCodec }) };
}
