// Gives an account a new random password that nobody is told: `node rotate.mjs TARGET ACCOUNT`.
// Put what your target needs in its place. All that Pulumi looks at is the exit code and, when it is not 0, stderr.
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
        fail(`it answered ${response.status}.`, "look up this answer at the target; nothing was disabled");
    }
} catch (error) {
    fail(`it gave no answer (${error.cause?.code ?? error.message}).`, "let this machine reach the target");
}

function fail(cause, solution) {
    console.error(`\nCause: ${cause}\nSolution: ${solution}, and run \`pulumi up\` again.`);
    process.exit(1);
}
