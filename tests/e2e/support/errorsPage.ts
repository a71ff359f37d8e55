/** Builds `docs/reference/errors.md` from its cases and the recorded texts, and the file with all texts. */
import GithubSlugger from "github-slugger";
import { table } from "../../../reference/markdown";
import { type Case, type Section, sections } from "./errorsCases";
import type { Command } from "./errorsStage";
import type { Printed, Texts } from "./errorsTexts";

const width = 120;

/** Last lines that the page has once. */
const preflightLine =
    "To preview without the vault, run `pulumi config set mysafe:preflight warn`. `pulumi up` needs the vault in any case.";
const stateLine =
    "`pulumi refresh` and `pulumi destroy` use the stack configuration of the last `pulumi up`. Add `--run-program` to use the current one.";

const intro = `# Errors

An error says what failed, its cause and the solution. Find yours in the table, by its code or its beginning. Pulumi
prints it under \`Diagnostics:\`, on its resource.`;

const forms = `## How to read them

* This page has each error once. Your error has its own values in place of \`former-dba\`, \`312\`,
  \`https://vault.example.com\` and the request id \`5e1f09c2\`.
* In a preview, an error of a request begins with \`resource 'former-dba' has a problem: the preview could not look up
  password 312:\`. A refusal such as 1005 names the password in place of the request.
* After an \`up\` or a \`destroy\`, a failure that can hide a success begins with "may still be active" or "may still be
  inactive": see [Sent but not confirmed](#sent-but-not-confirmed).
* A preview that did not reach the vault has a last line:
  "${inList(preflightLine)}"
* A refresh and a destroy have a last line where a setting can be wrong:
  "${inList(stateLine)}"
* If several resources fail for one cause, one shows all lines. The others end with "Cause and solution: see the run's first
  error about …". Refusals with a code, such as 1006, always have all lines.
* [Faults](faults.md) lists what is retried before an error ends the run.`;

/** Returns the page in Markdown. */
export function errorsPage(texts: Texts): string {
    return `${[intro, findTable(), forms, ...sections.map((section) => sectionOf(section, texts))].join("\n\n")}\n`;
}

/** Returns all recorded texts under the commands that print them. */
export function recordedTexts(texts: Texts): string {
    const keys = [...new Set(texts.all().map(({ key }) => key))].sort();
    return keys.map((key) => `=== ${key}\n\n${blocksOf(key, texts).join("\n\n")}\n`).join("\n");
}

/** Returns the table of codes and beginnings, with links to their cases. */
function findTable(): string {
    const slugger = new GithubSlugger();
    const rows = sections.flatMap(({ title, cases }) => {
        slugger.slug(title);
        return cases.map((one) => [
            one.find.map((text) => `\`${text}\``).join(", "),
            `[${one.title}](#${slugger.slug(one.title)})`,
        ]);
    });
    return table(["code or beginning", "section"], rows);
}

function sectionOf({ title, cases }: Section, texts: Texts): string {
    return [`## ${title}`, ...cases.map((one) => caseOf(one, texts))].join("\n\n");
}

function caseOf({ title, meaning, texts: shown }: Case, texts: Texts): string {
    const blocks = shown.map(([key, command]) => shownText(texts, key, command));
    const block = blocks.length > 0 ? [["```", blocks.join("\n\n"), "```"].join("\n")] : [];
    return [`### ${title}`, wrapped(meaning), ...block].join("\n\n");
}

/** Returns a text without the lines that the page has once. */
function shownText(texts: Texts, key: string, command: Command): string {
    const printed = texts.of(key).find(([recorded]) => recorded === command)?.[1];
    if (printed === undefined) {
        throw new Error(`${command} has no text of ${key}`);
    }
    const lines = printed.text.split("\n").filter((line) => line !== preflightLine && line !== stateLine);
    return lines.join("\n");
}

/** Returns each different text under the commands that print it. */
function blocksOf(key: string, texts: Texts): string[] {
    const namesOf = new Map<string, string[]>();
    for (const [command, printed] of texts.of(key)) {
        namesOf.set(printed.text, [...(namesOf.get(printed.text) ?? []), nameOf(command, printed)]);
    }
    return [...namesOf].map(([text, names]) => `# ${names.join(", ")}\n${text}`);
}

function nameOf(command: Command, { succeeded }: Printed): string {
    return succeeded ? `${command} (succeeds)` : command;
}

/** Returns a line as a part of a list. */
function inList(line: string): string {
    return wrapped(line).replaceAll("\n", "\n  ");
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
