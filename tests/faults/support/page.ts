import { forEver, type Outcomes, once } from "../outcomes";
import { faultNames } from "./faultRows";

/** Returns the table as a page in Markdown. */
export function faultsPage(): string {
    return `${[
        "# How calls end when something fails",
        'Each row is a fault and each column a call. The cell is the end of the call with default settings. "Though done" means\nthat the vault executed the call before the fault.',
        legend,
        "## When the first attempt meets the fault",
        table(once),
        "## When every attempt meets the fault",
        table(forEver),
        'This page is generated from `tests/faults/outcomes.ts`, and each cell is tested. After a change there, run\n`UPDATE_DOCS=1 npx mocha "tests/faults/page.spec.ts"`.',
    ].join("\n\n")}\n`;
}

const legend = [
    "| outcome | means |",
    "| --- | --- |",
    "| done | the right result; a disabled password is inactive, and was changed once |",
    "| N attempts | the call was sent N times, with growing waits or after `Retry-After` |",
    "| new token | the token was renewed once, after short waits if it was new, and the call was sent again |",
    "| refused: 500 | an error with this status; nothing was changed |",
    "| no response: ETIMEDOUT | no response began: an error with this code of the connection failure; nothing was changed |",
    "| invalid response: HPE_… | a response came that is not valid HTTP, not what its headers declare, or not complete; nothing was changed |",
    "| unconfirmed: 504 | the request to disable was sent but not confirmed; the password may still be active, the resource is kept, and the next `pulumi up` repeats the request |",
    "| taken for active | a read of one password must not read its body, which can hold a secret; any 200 that is no web page means active |",
].join("\n");

const heads = ["fault", "token request", "list (preview)", "read (preview)", "disable (up)"];

function table(outcomes: Outcomes): string {
    const rows = faultNames.map((name) => [name, ...outcomes[name]]);
    return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
