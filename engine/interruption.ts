/** Cleans up when a signal or an exit ends the process early. */

const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The registered functions. They share one listener for each event, since Node warns of more than ten. */
const cleanUps = new Set<(reason: string) => void>();

/**
 * Registers `cleanUp`, which a signal or the exit of the process calls once, synchronously. Returns a function that
 * unregisters it. The signal then ends the process as usual, unless the program listens for it too.
 */
export function onInterruption(cleanUp: (reason: string) => void): () => void {
    // A new function, so that a caller can register the same one twice.
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
    // The lock's own listener removes the lock and ends the process. Further listeners are the program's.
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
