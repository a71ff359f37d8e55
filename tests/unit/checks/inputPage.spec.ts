import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onDestroyFailure, readIdentifier, reasonFailure } from "../../../provider/src/checks/form";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createSetLifecycle } from "../../../provider/src/lifecycle/setLifecycle";
import { readSettings } from "../../../provider/src/settings/settings";
import { scripted } from "../support/vault";

const page = readFileSync(join(__dirname, "../../../docs/input.md"), "utf8");

/** The rows of the table under a heading: what is given, and the answer. */
function rows(heading: string): [given: string, answer: string][] {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
    const found = [...section.matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, given, answer]): [string, string] => [
        given ?? "",
        answer ?? "",
    ]);
    // The heading's own row is the first where it is code as well.
    return found.filter(([, answer]) => answer !== "answer");
}

/** What a cell in TypeScript stands for. */
function evaluated(source: string): unknown {
    return new Function(`return (${source});`)();
}

/** The answer as the page words it: what was read, or the first problem. */
function assertAnswer(answer: string, problem: string | undefined, read: string): void {
    const [, as] = /^accepted(?:, as `"?([^`"]+)"?`)?$/.exec(answer) ?? [];
    if (answer.startsWith("accepted")) {
        assert.equal(problem, undefined);
        if (as !== undefined) {
            assert.equal(read, as);
        }
    } else {
        const refusal = /^refused: (.+)$/.exec(answer)?.[1] ?? assert.fail(`neither accepted nor refused: ${answer}`);
        assert.ok(problem?.includes(refusal), `"${problem}" does not say "${refusal}"`);
    }
}

/** Reads settings of which one is given. */
function settingsWith(name: string, value: string): { problem?: string; url?: string } {
    const config: Record<string, string> = {
        "mysafe:url": "https://vault.example.com",
        "mysafe:clientId": "id",
        "mysafe:clientSecret": "secret",
        [name]: value,
    };
    try {
        return { url: readSettings((key) => config[key], {}).url };
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
        it(`has its table of ${heading}`, () => {
            assert.ok(rows(heading).length >= least);
        });
    }

    for (const [given, answer] of rows("`identifier`")) {
        it(`tells the truth about the identifier ${given}`, () => {
            const { identifier = "", failure } = readIdentifier(evaluated(given));
            assertAnswer(answer, failure?.reason, identifier);
        });
    }

    for (const [given, answer] of rows("`identifiers`, of a set")) {
        it(`tells the truth about the identifiers ${given}`, async () => {
            const { settings, vault } = scripted(() => new Error("asked"), { preflight: "off" });
            const run = createRunContext({
                settings: () => settings,
                vault: () => vault,
                now: () => new Date(),
                tell: () => {},
            });
            const { failures } = await createSetLifecycle(run).check({}, { identifiers: evaluated(given) });
            assertAnswer(answer, failures[0]?.reason, "");
        });
    }

    for (const [given, answer] of rows("`reason`")) {
        it(`tells the truth about the reason ${given}`, () => {
            assertAnswer(answer, reasonFailure(evaluated(given))?.reason, "");
        });
    }

    for (const [given, answer] of rows("`onDestroy`")) {
        it(`tells the truth about onDestroy ${given}`, () => {
            assertAnswer(answer, onDestroyFailure(evaluated(given))?.reason, "");
        });
    }

    for (const [given, answer] of rows("`mysafe:url`")) {
        it(`tells the truth about the URL ${given}`, () => {
            const { problem, url = "" } = settingsWith("mysafe:url", given);
            assertAnswer(answer, problem, url);
            assert.doesNotMatch(problem ?? "", /secret@|tenant=acme/);
        });
    }

    for (const [given, answer] of rows("The other settings")) {
        it(`tells the truth about ${given}`, () => {
            const [name = "", value = ""] = given.split(/=(.*)/s);
            assertAnswer(answer, settingsWith(name, value).problem, "");
        });
    }
});
