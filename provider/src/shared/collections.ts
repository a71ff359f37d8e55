/** Groups items by a key, in the order of the items. */
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

/** Runs an action for each item in order, a number of them at once; rejects with the first error. */
export async function forEach<T>(
    items: Iterable<T>,
    concurrency: number,
    action: (item: T) => Promise<void>,
): Promise<void> {
    const iterator = items[Symbol.iterator]();
    async function worker(): Promise<void> {
        for (let next = iterator.next(); !next.done; next = iterator.next()) {
            await action(next.value);
        }
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
}
