/** Returns identifiers as sorted ranges: `312, 400-420`. */
export function formatRanges(identifiers: Iterable<string>): string {
    const sorted = [...identifiers].map(Number).sort((one, other) => one - other);
    const ranges: string[] = [];
    for (let first = 0; first < sorted.length; ) {
        let last = first;
        while (last + 1 < sorted.length && sorted[last + 1] === (sorted[last] as number) + 1) {
            last++;
        }
        ranges.push(first === last ? `${sorted[first]}` : `${sorted[first]}-${sorted[last]}`);
        first = last + 1;
    }
    return ranges.join(", ");
}

/** Returns the identifiers in a text of {@link formatRanges}. Parts of any other form are ignored. */
export function parseRanges(text: string): string[] {
    return text.split(",").flatMap((range) => {
        const [, first = "", last = first] = /^\s*([1-9]\d*)(?:-([1-9]\d*))?\s*$/.exec(range) ?? [];
        const count = first === "" ? 0 : Number(last) - Number(first) + 1;
        return Array.from({ length: Math.max(0, count) }, (_, index) => String(Number(first) + index));
    });
}
