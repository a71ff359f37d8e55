/** Cleans up when the process is interrupted or exits in the middle of making an engine. */

const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** All that is to be called; one listener of each kind serves them, since node warns of more than ten. */
const cleanUps = new Set<(reason: string) => void>();

/**
 * Has `cleanUp` called once, synchronously, if a signal comes or the process exits before the returned function is
 * called. The signal then ends the process as it would have, unless the program listens for it too.
 */
export function onInterruption(cleanUp: (reason: string) => void): () => void {
    // A function of its own, so that the same one can be given twice.
    const own = (reason: string) => cleanUp(reason);
    if (cleanUps.size === 0) {
        listen();
    }
    cleanUps.add(own);
    return () => {
        if (cleanUps.delete(own) && cleanUps.size === 0) {
            silence();
        }
    };
}

function onSignal(signal: NodeJS.Signals): void {
    cleanUpAll(signal);
    // One listener is the lock's own, which removes the lock and ends the process; more are the program's.
    if (process.listenerCount(signal) <= 1) {
        process.kill(process.pid, signal);
    }
}

function onExit(): void {
    cleanUpAll("exit");
}

function cleanUpAll(reason: string): void {
    silence();
    for (const cleanUp of [...cleanUps]) {
        cleanUps.delete(cleanUp);
        cleanUp(reason);
    }
}

function listen(): void {
    for (const signal of signals) {
        process.on(signal, onSignal);
    }
    process.on("exit", onExit);
}

function silence(): void {
    for (const signal of signals) {
        process.off(signal, onSignal);
    }
    process.off("exit", onExit);
}
