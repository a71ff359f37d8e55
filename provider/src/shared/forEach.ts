/** Does the same with each item, so many of them at once, beginning in their order; rejects with what the first one threw. */
export async function forEach<T>(
    items: Iterable<T>,
    concurrency: number,
    work: (item: T) => Promise<void>,
): Promise<void> {
    const left = items[Symbol.iterator]();
    async function worker(): Promise<void> {
        for (let next = left.next(); !next.done; next = left.next()) {
            await work(next.value);
        }
    }
    await Promise.all(Array.from({ length: concurrency }, worker));
}
