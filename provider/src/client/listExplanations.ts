import type { Explanation } from "../shared/explanations";

/** Causes and solutions where the list call gives no list. */
export interface ListExplanations {
    /** The vault rejects the call. Its code is about the list, and not about any password. */
    refused: Explanation;
    /** The response holds no list. */
    noList: Explanation;
}

/** For a search, which cannot do without the list. */
export const explanationsOfSearch: ListExplanations = {
    refused: {
        cause: "the access key may not list passwords.",
        solution: "give the access key the right to list passwords.",
    },
    noList: {
        cause: "the response has no list of passwords (`password_on_list`).",
        solution: "ask the vault's administrator.",
    },
};

/** For a preview, which can do without the list. */
export const explanationsOfPreview: ListExplanations = {
    refused: {
        ...explanationsOfSearch.refused,
        solution:
            "give the access key the right to list passwords, or run `pulumi config set mysafe:preflight off` to preview without the list.",
    },
    noList: {
        ...explanationsOfSearch.noList,
        solution:
            "ask the vault's administrator, or run `pulumi config set mysafe:preflight off` to preview without the list.",
    },
};
