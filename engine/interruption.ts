/** Cleans up when the process is interrupted or exits in the middle of making an engine. */

const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Has `cleanUp` called once, synchronously, if a signal comes or the process exits before the returned function is
 * called. The signal then ends the process as it would have, unless the program listens for it too.
 */
export function onInterruption(cleanUp: (reason: string) => void): () => void {
    const onSignal = (signal: NodeJS.Signals) => {
        dispose();
        cleanUp(signal);
        // One listener is the lock's own, which removes the lock and ends the process; more are the program's.
        if (process.listenerCount(signal) <= 1) {
            process.kill(process.pid, signal);
        }
    };
    const onExit = () => cleanUp("exit");
    const dispose = () => {
        for (const signal of signals) {
            process.off(signal, onSignal);
        }
        process.off("exit", onExit);
    };
    for (const signal of signals) {
        process.on(signal, onSignal);
    }
    process.on("exit", onExit);
    return dispose;
}
