/** Builds `docs/errors.md` of its cases and of what was taken down. */
import { type Case, likeOthers, type Section, sections } from "./errorsCases";
import type { Command } from "./errorsStage";
import type { Texts, Told } from "./errorsTexts";

const width = 120;

const intro = `# What each command says when something is wrong

Look for the words of your error on this page. An error says what failed, its cause and the solution; it stands under
\`Diagnostics:\`, on its resource. What is said of sets when some of their passwords fail is in
[operations.md](operations.md#a-set), of searches in [finding.md](finding.md), and of imports in [life.md](life.md).

| command | what it asks the vault |
| --- | --- |
| \`preview\`, and \`up\` in its preview | whether new or changed identifiers exist and may be edited |
| \`up\` | to disable what is new, changed, enabled again or unconfirmed; with \`--skip-preview\` nothing before |
| \`refresh\` | of each password, whether it is inactive |
| \`destroy\`, and \`up\` for what left the program | nothing; with \`onDestroy: "enable"\`, to enable the password |

The texts are those of real runs with a simulated vault, in which no call is tried twice; [faults.md](faults.md) has what is.

* A command that is not named in a case does not meet it, or has nothing to say. A command that is named fails, unless
  "succeeds" is said; \`destroy\` stands for one that is to enable. Where errors differ in their first line alone, the rest
  stands once, below them.
* Yours have other names and numbers in the places of \`former-dba\`, \`312\`, \`https://vault.example.com\` and the
  gateway's request id.
* What Pulumi adds is left out: \`error: update failed\`, the resource's type before its name, and \`Preview failed:\` where
  a refresh, which looks twice, fails at its first look.`;

const end =
    'This page is made from real runs, and tested. After a change of a text, write it anew with\n`UPDATE_DOCS=1 npx mocha "tests/e2e/errorsPage.spec.ts"`.';

/** The page, in Markdown. */
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

/** Each different text under the commands that print it; where the first lines alone differ, the rest once for all. */
function blocksOf(key: string, texts: Texts): string[] {
    const like = likeOthers[key];
    const known = like === undefined ? [] : texts.of(like).map(([, { text }]) => text);
    const namesOf = new Map<string, string[]>();
    for (const [command, told] of texts.of(key)) {
        if (!known.includes(told.text)) {
            namesOf.set(told.text, [...(namesOf.get(told.text) ?? []), nameOf(command, told)]);
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

function nameOf(command: Command, { succeeded }: Told): string {
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
