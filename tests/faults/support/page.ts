import { table } from "../../../reference/markdown";
import { forEver, type Outcomes, once } from "../outcomes";
import { type FaultName, faultNames } from "./faultRows";
import type { Outcome } from "./outcome";

const intro = `# How each fault ends

The provider repeats a call after a fault that can pass: at most 12 times, and for at most 120 seconds. The settings
\`mysafe:maxRetries\` and \`mysafe:maxRetrySeconds\` change these limits. This page covers four calls:

| call | command |
| --- | --- |
| token request | each |
| list | a preview, and an \`up\` that keeps names |
| read | a refresh, and a preview of a password that the list lacks |
| disable | \`up\` |

The table shows how each call ends with default settings. If one call ends differently, its name precedes that end. It makes no
difference whether the vault executed the request before the fault.

* **done**: the result is right. A disabled password is inactive, and the vault changed it once.
* **error**: the run fails and names the status or the code. Nothing was changed.
* **unconfirmed**: the request to disable was sent, and no valid answer came. The run fails and keeps the resource. The
  next \`pulumi up\` repeats the request.
* **attempts**: how often the call was sent, with growing waits between, or after \`Retry-After\`.
* **new token**: the token was renewed once.
* **taken for active**: a read never looks at the body of a 200, which can contain a secret. A 200 means active.`;

/** Returns the page in Markdown. */
export function faultsPage(): string {
    const rows = new Map<string, { names: FaultName[]; cells: string[] }>();
    for (const name of faultNames.filter(isShown)) {
        const cells = [once, forEver].map((outcomes) => cellOf(outcomes[name].map(inShort)));
        const key = cells.join("|");
        rows.set(key, { names: [...(rows.get(key)?.names ?? []), name], cells });
    }
    const heads = ["fault", "the first attempt meets it", "each attempt meets it"];
    const outcomes = table(
        heads,
        [...rows.values()].map(({ names, cells }) => [joinNames(names), ...cells]),
    );
    return `${[intro, outcomes].join("\n\n")}\n`;
}

/** Returns false for a fault after the vault's action that ends as the one without. */
function isShown(name: FaultName): boolean {
    const other = faultNames.find((shown) => name === `${shown}, though done`);
    const areEqual = (outcomes: Outcomes) => other !== undefined && outcomes[name].join() === outcomes[other].join();
    return !areEqual(once) || !areEqual(forEver);
}

/** Returns an outcome without status and code, which the name of the fault has. */
function inShort(outcome: Outcome): string {
    return outcome
        .replace(/^(refused|no response|invalid response): \w+/, "error")
        .replace(/^unconfirmed: \w+/, "unconfirmed");
}

/** Returns the outcome of most calls, then the others. */
function cellOf(outcomes: readonly string[]): string {
    const callsOf = new Map<string, string[]>();
    for (const [index, outcome] of outcomes.entries()) {
        callsOf.set(outcome, [
            ...(callsOf.get(outcome) ?? []),
            ["token request", "list", "read", "disable"][index] ?? "",
        ]);
    }
    const [first = ["", []], ...others] = [...callsOf].sort(([, one], [, two]) => two.length - one.length);
    return [first[0], ...others.map(([outcome, calls]) => `${calls.join(", ")}: ${outcome}`)].join("; ");
}

/** Joins "504 of the gateway" and "502 of the gateway" to "504, 502 of the gateway". */
function joinNames(names: readonly string[]): string {
    const statusesOf = new Map<string, string[]>();
    for (const name of names) {
        const [, status, rest = name] = /^(\d{3}) (.+)$/.exec(name) ?? [];
        statusesOf.set(rest, [...(statusesOf.get(rest) ?? []), ...(status === undefined ? [] : [status])]);
    }
    return [...statusesOf]
        .map(([rest, statuses]) => [statuses.join(", "), rest].filter(Boolean).join(" "))
        .join("<br>");
}
