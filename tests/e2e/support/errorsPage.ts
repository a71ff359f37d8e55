/** Builds `docs/errors.md` from its cases and the recorded texts. */
import { type Case, likeOthers, type Section, sections } from "./errorsCases";
import type { Command } from "./errorsStage";
import type { Printed, Texts } from "./errorsTexts";

const width = 120;

const intro = `# What each command prints when something is wrong

Search this page for the text of your error. An error states what failed, its cause and the solution. Pulumi prints it
under \`Diagnostics:\`, on its resource. Other pages have the errors of sets that fail in part
([operations.md](operations.md#a-set)), of searches ([finding.md](finding.md)) and of imports ([life.md](life.md)).

| command | what it requests from the vault |
| --- | --- |
| \`preview\`, and the preview of \`up\` | whether new identifiers exist and may be edited |
| \`up\` | to disable what is new, active again or unconfirmed |
| \`refresh\` | whether each password is inactive |
| \`destroy\`, and \`up\` for what left the program | nothing; with \`onDestroy: "restore"\`, to enable the password |

The texts come from real runs with a simulated vault, without retries. [faults.md](reference/faults.md) lists what is retried.

* A command that a case does not name prints nothing of it. A command that it names fails, unless it has "(succeeds)".
  \`destroy\` is one with \`onDestroy: "restore"\`.
* Errors that differ in their first line alone share the lines below.
* Of the resources that fail with the same cause in one run, one has all lines. The others end with "Cause and solution:
  see the run's first error about …", which names its request. Refusals with a code, such as 1006, have all lines always.
* Your errors have their own values in place of \`former-dba\`, \`312\`, \`https://vault.example.com\` and the request id
  \`5e1f09c2\`.
* The page omits what Pulumi adds: \`error: update failed\`, the resource's type before its name, and \`Preview failed:\` in
  a refresh.`;

const end =
    'A test makes this page from real runs. After a change of a text, run\n`UPDATE_DOCS=1 npx mocha "tests/e2e/errorsPage.spec.ts"`.';

/** Returns the page in Markdown. */
export function errorsPage(texts: Texts): string {
    return `${[intro, ...sections.map((section) => sectionOf(section, texts)), end].join("\n\n")}\n`;
}

function sectionOf({ title, cases }: Section, texts: Texts): string {
    return [`## ${title}`, ...cases.map((one) => caseOf(one, texts))].join("\n\n");
}

function caseOf({ title, meaning, keys }: Case, texts: Texts): string {
    const blocks = keys.flatMap((key) => blocksOf(key, texts));
    const head = [`### ${title}`, wrapped(meaning)];
    return [...head, ...(blocks.length > 0 ? [["```", blocks.join("\n\n"), "```"].join("\n")] : [])].join("\n\n");
}

/** Returns each different text under the commands that print it. Texts that differ in their first lines share the rest. */
function blocksOf(key: string, texts: Texts): string[] {
    const like = likeOthers[key];
    const known = like === undefined ? [] : texts.of(like).map(([, { text }]) => text);
    const namesOf = new Map<string, string[]>();
    for (const [command, printed] of texts.of(key)) {
        if (!known.includes(printed.text)) {
            namesOf.set(printed.text, [...(namesOf.get(printed.text) ?? []), nameOf(command, printed)]);
        }
    }
    const blocks = new Map<string, string[]>();
    for (const [text, names] of namesOf) {
        const [first = "", ...rest] = text.split("\n");
        const end = rest.length > 0 ? rest.join("\n") : `(${first})`;
        blocks.set(end, [...(blocks.get(end) ?? []), `# ${names.join(", ")}\n${first}`]);
    }
    return [...blocks].map(([end, heads]) => [...heads, ...(end.startsWith("(") ? [] : [end])].join("\n"));
}

function nameOf(command: Command, { succeeded }: Printed): string {
    return succeeded ? `${command} (succeeds)` : command;
}

function wrapped(text: string): string {
    const lines: string[] = [];
    for (const word of text.split(" ")) {
        const line = lines.at(-1);
        if (line === undefined || line.length + 1 + word.length > width) {
            lines.push(word);
        } else {
            lines[lines.length - 1] = `${line} ${word}`;
        }
    }
    return lines.join("\n");
}
