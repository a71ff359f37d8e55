/** Returns a function that runs tasks in order, at most `limit` at once. */
export function limitConcurrency(limit: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
    let running = 0;
    const waiting: (() => void)[] = [];
    return async (task) => {
        if (running === limit) {
            await new Promise<void>((resolve) => waiting.push(resolve));
        } else {
            running += 1;
        }
        try {
            return await task();
        } finally {
            const next = waiting.shift();
            if (next) {
                next();
            } else {
                running -= 1;
            }
        }
    };
}
