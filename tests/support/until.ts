/** Looks again every 2 ms until something holds; mocha's time limit ends it otherwise. */
export async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 2));
    }
}
