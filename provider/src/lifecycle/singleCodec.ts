import { checkOptions, readIdentifier } from "../checks/form";
import { pick, unknownValue, withoutMissing } from "../shared/properties";
import type { StateCodec } from "./codec";
import { decodeEntry, shownStatus } from "./entries";

const optionKeys = ["reason", "onDestroy"];

/** The codec of a resource for one password, note or API secret; its id is the identifier. */
export const singleCodec: StateCodec = {
    holdsOne: true,
    optionKeys,
    identifierKey: "identifier",
    statusKey: "status",
    groupKeys: [],

    readDeclaration(olds, news, kind) {
        const place = { property: "identifier" };
        const { identifier, failure } = readIdentifier(news.identifier, place, kind);
        // A refresh sets the input `status` to what it found, so that a preview shows the difference.
        const inputs = withoutMissing({ ...news, identifier: identifier ?? news.identifier, status: "inactive" });
        const isNew = identifier !== olds.identifier;
        const lastStatus = olds.status === "active" || olds.status === "missing" ? olds.status : undefined;
        const isDue = isNew || lastStatus !== undefined;
        return {
            inputs,
            declared: identifier === undefined ? [] : [{ kind, ...place, identifier, isNew, isDue, lastStatus }],
            failures: [...(failure === undefined ? [] : [failure]), ...checkOptions(news, kind)],
        };
    },

    desiredStatuses: ({ identifier }) =>
        new Map([[identifier === unknownValue ? "identifier" : String(identifier), "inactive"]]),

    createId: ({ identifier }) => String(identifier),

    decode: (outputs) => new Map([[String(outputs.identifier), decodeEntry(outputs)]]),

    encode(inputs, entries) {
        const [[identifier, entry] = []] = entries;
        // Most resources have no drift, and the engine writes the whole state after each step.
        const driftCorrections = entry?.driftCorrections || undefined;
        return withoutMissing({ identifier, ...pick(inputs, optionKeys), ...entry, driftCorrections });
    },

    refreshedInputs(outputs, entries) {
        const entry = entries.get(String(outputs.identifier));
        const status = entry === undefined ? "inactive" : shownStatus(entry);
        return withoutMissing({ ...pick(outputs, ["identifier", ...optionKeys]), status });
    },
};
