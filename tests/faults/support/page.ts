import { forEver, type Outcomes, once } from "../outcomes";
import { faultNames } from "./faultRows";

/** The page of the table for users, in Markdown. */
export function faultsPage(): string {
    return `${[
        "# What becomes of a call when something fails",
        'Find the fault on the left and the call above: the cell says how the call ends, with default settings, and "though\ndone" means that the vault did what it was asked before its answer went wrong.',
        legend,
        "## When the fault is met once",
        table(once),
        "## When every try meets the fault",
        table(forEver),
        'This page is made from `tests/faults/outcomes.ts`, and each cell is tested. After a change there, write it anew with\n`UPDATE_DOCS=1 npx mocha "tests/faults/page.spec.ts"`.',
    ].join("\n\n")}\n`;
}

const legend = [
    "| outcome | means |",
    "| --- | --- |",
    "| done | the right result; a disabled password is inactive, and was changed once |",
    "| N tries | the call was sent N times, with growing waits or after the `Retry-After` |",
    "| new token | the token was renewed once, and the call sent once more |",
    "| refused: 500 | an error that shows this status; nothing was changed |",
    "| no answer: ETIMEDOUT | an error that says so in words (`ETIMEDOUT` is the system's name for it); nothing was changed |",
    "| unconfirmed: 504 | an error that says that the disabling was sent and never confirmed; the password may be active or inactive, the resource is kept, and the next `pulumi up` settles it |",
    "| taken for active | a read of one password, of a preview or a refresh, looks at the status and at whether it is a web page, so as to read no secret: any other 200 says that it is active |",
].join("\n");

const heads = ["fault", "token request", "list (preview)", "read (preview)", "disable (up)"];

function table(outcomes: Outcomes): string {
    const rows = faultNames.map((name) => [name, ...outcomes[name]]);
    return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
