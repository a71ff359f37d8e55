import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatFailure } from "../../provider/src/checks/failure";
import type { resourceTypes } from "../../provider/src/lifecycle/resourceTypes";
import type { Properties } from "../../provider/src/shared/properties";
import { createCore, createSubject, update } from "../unit/support/core";

const page = readFileSync(join(__dirname, "../../docs/input.md"), "utf8");

/** Returns the inputs and answers of the table under a heading. */
function rowsOf(heading: string): [input: string, answer: string][] {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
    return [...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)]
        .map(([, input = "", answer = ""]): [string, string] => [input, answer])
        .filter(([, answer]) => answer !== "answer");
}

/** Evaluates a cell in TypeScript. */
function evaluate(source: string): unknown {
    return new Function(`return (${source});`)();
}

/** Compares an answer of the page with the problem of an input or with its value. */
function assertAnswer(answer: string, problem: string | undefined, read: unknown): void {
    const [, value] = /^accepted(?:, as `"?([^`"]+)"?`)?$/.exec(answer) ?? [];
    if (answer.startsWith("accepted")) {
        assert.equal(problem, undefined);
        assert.equal(value ?? read, read);
    } else {
        const refusal = /^refused: (.+)$/.exec(answer)?.[1] ?? assert.fail(`neither accepted nor refused: ${answer}`);
        assert.ok(problem?.includes(refusal), `"${problem}" does not contain "${refusal}"`);
    }
}

/** Checks a declaration in an update, which sends nothing. */
async function check(type: keyof typeof resourceTypes, news: Properties) {
    const { inputs, failures } = await createSubject(type).lifecycle.check({ olds: {}, news, caller: update });
    const [failure] = failures;
    return { problem: failure && formatFailure(failure), inputs };
}

/** Reads settings with one optional setting. */
function readSetting(name: string, value: string): { problem?: string; url?: string } {
    try {
        return { url: createCore({ [name]: value }).context.settings().url };
    } catch (error) {
        return { problem: (error as Error).message };
    }
}

describe("docs/input.md", () => {
    for (const [heading, least] of [
        ["`identifier`", 20],
        ["`identifiers`, of a set", 8],
        ["`reason`", 5],
        ["`onDestroy`", 5],
        ["`mysafe:url`", 20],
        ["The other settings", 30],
    ] as const) {
        it(`has a table of ${heading}`, () => assert.ok(rowsOf(heading).length >= least));
    }

    for (const [heading, type, key] of [
        ["`identifier`", "PasswordDisablement", "identifier"],
        ["`identifiers`, of a set", "PasswordDisablementSet", "identifiers"],
        ["`reason`", "PasswordDisablement", "reason"],
        ["`onDestroy`", "PasswordDisablement", "onDestroy"],
    ] as const) {
        for (const [input, answer] of rowsOf(heading)) {
            it(`is correct about ${key} ${input}`, async () => {
                const { problem, inputs } = await check(type, { identifier: 312, [key]: evaluate(input) });
                assertAnswer(answer, problem, inputs[key]);
            });
        }
    }

    for (const [input, answer] of rowsOf("`mysafe:url`")) {
        it(`is correct about the URL ${input}`, () => {
            const { problem, url } = readSetting("url", input);
            assertAnswer(answer, problem, url);
            assert.doesNotMatch(problem ?? "", /secret@|tenant=acme/);
        });
    }

    for (const [input, answer] of rowsOf("The other settings")) {
        it(`is correct about ${input}`, () => {
            const [name = "", value = ""] = input.replace("mysafe:", "").split(/=(.*)/s);
            assertAnswer(answer, readSetting(name, value).problem, undefined);
        });
    }
});
