/**
 * Runs getEngine in its own process with the shortest time for a stale lock. The environment names the cache.
 * With the argument "listening" it listens for SIGINT itself.
 */
import { getEngine } from "../../../engine/engine";

if (process.argv.includes("listening")) {
    process.on("SIGINT", () => process.stdout.write("heard\n"));
}

getEngine({ limits: { lockStaleMs: 2_000 }, log: (line) => process.stderr.write(`${line}\n`) }).then(
    (engine) => process.stdout.write(`${JSON.stringify(engine)}\n`),
    (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
    },
);
