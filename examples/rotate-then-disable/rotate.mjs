// Gives an account a new random password and discards it: `node rotate.mjs TARGET ACCOUNT`.
// Replace the request by what your target needs. Pulumi reads the exit code, and stderr after a failure.
import { randomBytes } from "node:crypto";

const [target, account] = process.argv.slice(2);

try {
    const response = await fetch(`${target}/accounts/${encodeURIComponent(account)}/password`, {
        method: "PUT",
        headers: { Authorization: `Bearer ${process.env.TARGET_TOKEN}`, "Content-Type": "application/json" },
        body: JSON.stringify({ password: randomBytes(24).toString("base64url") }),
        signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) {
        fail(`the target answered ${response.status}.`, "find out what this answer means there");
    }
} catch (error) {
    fail(`the target gave no answer (${error.cause?.code ?? error.message}).`, "let this machine reach it");
}

function fail(cause, solution) {
    console.error(`Cause: ${cause}\nSolution: ${solution}, then run \`pulumi up\` again.`);
    process.exit(1);
}
