/** Cleans up resources that several suites of a file share, such as a server. */
const ends: (() => Promise<unknown>)[] = [];

/** Runs `end` once, after the last test of the file. */
export function afterFile(end: () => Promise<unknown>): void {
    ends.push(end);
}

/** Runs the functions of {@link afterFile}. */
export async function runAfterFile(): Promise<void> {
    await Promise.all(ends.splice(0).map((end) => end()));
}
