/** Checks a condition every 2 ms until it holds or mocha's time limit ends the test. */
export async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 2));
    }
}
