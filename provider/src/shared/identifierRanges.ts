/** Writes identifiers in order, those that follow one another as a range: `312, 400-420`. */
export function formatRanges(identifiers: Iterable<string>): string {
    const ordered = [...identifiers].map(Number).sort((one, other) => one - other);
    const ranges: string[] = [];
    for (let first = 0; first < ordered.length; ) {
        let last = first;
        while (last + 1 < ordered.length && ordered[last + 1] === (ordered[last] as number) + 1) {
            last++;
        }
        ranges.push(first === last ? `${ordered[first]}` : `${ordered[first]}-${ordered[last]}`);
        first = last + 1;
    }
    return ranges.join(", ");
}

/** Reads what {@link formatRanges} wrote; what is of another form is left out. */
export function parseRanges(text: string): string[] {
    return text.split(",").flatMap((range) => {
        const [, first = "", last = first] = /^\s*([1-9]\d*)(?:-([1-9]\d*))?\s*$/.exec(range) ?? [];
        const count = first === "" ? 0 : Number(last) - Number(first) + 1;
        return Array.from({ length: Math.max(0, count) }, (_, index) => String(Number(first) + index));
    });
}
