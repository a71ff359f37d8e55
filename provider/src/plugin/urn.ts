/** Returns the name of the resource in a URN. A name can contain `::`. */
export function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** Returns the name of the resource's type in a URN, without its package and the types of its parents. */
export function typeNameIn(urn: string): string {
    return (urn.split("::")[2] ?? "").split(":").at(-1) ?? "";
}
