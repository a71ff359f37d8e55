/** Returns causes and solutions where the list call gives no list. @param alternative What else the user can do. */
function explainList(alternative: string) {
    return {
        /** The vault rejects the call. Its code is about the list, and not about any password. */
        refused: {
            cause: "the access key may not list passwords.",
            solution: `give the access key the right to list passwords${alternative}.`,
        },
        /** The response holds no list. */
        noList: {
            cause: "the response has no list of passwords (`password_on_list`).",
            solution: `ask the vault's administrator${alternative}.`,
        },
    };
}

/** For a search, which cannot do without the list. */
export const explanationsOfSearch = explainList("");

/** For a preview, which can do without the list. */
export const explanationsOfPreview = explainList(
    ", or run `pulumi config set mysafe:preflight off` to preview without the list",
);
