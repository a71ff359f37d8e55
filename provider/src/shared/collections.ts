/** Groups items by key, in their order. Node 20 has no `Map.groupBy`. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    for (const item of items) {
        const key = keyOf(item);
        const group = groups.get(key) ?? [];
        group.push(item);
        groups.set(key, group);
    }
    return groups;
}

/** Runs `work` for each item, at most `concurrency` at a time, and starts them in order. Rejects with the first error. */
export async function forEach<T>(
    items: Iterable<T>,
    concurrency: number,
    work: (item: T) => Promise<void>,
): Promise<void> {
    // The workers share one iterator, so each takes the next item that no other worker has.
    const remaining = items[Symbol.iterator]();
    async function worker(): Promise<void> {
        for (let next = remaining.next(); !next.done; next = remaining.next()) {
            await work(next.value);
        }
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
}
