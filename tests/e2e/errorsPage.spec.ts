import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storyTimeoutMs } from "../support/story";
import { likeOthers } from "./support/errorsCases";
import { errorsPage } from "./support/errorsPage";
import * as scenes from "./support/errorsScenes";
import * as states from "./support/errorsStates";
import { Texts } from "./support/errorsTexts";

const file = join(__dirname, "..", "..", "docs", "errors.md");

/** So many go on at a time, each in a lane of its own: every other one of the stories. */
const lanes = 2;
const stories: [title: string, scene: (texts: Texts) => Promise<void>][] = [
    ["is told by every command that finds no way to the vault", scenes.noWayToTheVault],
    ["is told by previews whose questions are not answered", scenes.unansweredPreviews],
    ["is told of wrong settings", scenes.wrongSettings],
    ["is told by every command whose call is refused", states.refusedCalls],
    ["is told of a missing tenant", scenes.noTenant],
    ["is told of declarations that are guarded against", scenes.guards],
    ["is told of what changed in the vault, and at the end", states.changedInTheVault],
    ["is told of declarations that cannot be", scenes.refusedDeclarations],
    ["is told once of each of two resources that meet the same words at once", scenes.sameWordsOfTwo],
];

describe("what is wrong", function () {
    this.timeout(2 * storyTimeoutMs);
    const texts = new Texts();
    const ends: Promise<void>[] = [];

    before(() => {
        for (const [index, [, scene]] of stories.entries()) {
            const before = ends[index - lanes] ?? Promise.resolve();
            ends.push(before.catch(() => {}).then(() => scene(texts)));
        }
        // Each is awaited by its own test, which can come later than the failure.
        for (const end of ends) {
            end.catch(() => {});
        }
    });

    for (const [index, [title]] of stories.entries()) {
        it(title, () => ends[index]);
    }

    it("takes four lines at most", () => {
        const long = texts.all().filter(({ text }) => text.split("\n").length > 4);
        assert.deepEqual(
            long.map(({ key, command, text }) => `${key}, ${command}: ${text}`),
            [],
        );
    });

    it("is the same where answers differ in their words alone", () => {
        const alike = (text: string) => text.replace(/failed: \d+ ".*?"/, "failed");
        for (const [key, other] of Object.entries(likeOthers)) {
            const others = new Map(texts.of(other));
            const common = texts.of(key).filter(([command]) => others.has(command));
            assert.ok(common.length > 0, key);
            for (const [command, { text }] of common) {
                assert.equal(alike(text), alike(others.get(command)?.text ?? ""), `${key}, ${command}`);
            }
        }
    });

    it("stands in docs/errors.md; UPDATE_DOCS=1 writes it anew", () => {
        const page = errorsPage(texts);
        assert.doesNotMatch(page, /localhost|127\.0\.0\.1|\b7\d{4}\b/, "a place or a number of this run");
        if (process.env.UPDATE_DOCS === "1") {
            writeFileSync(file, page);
        }
        assert.equal(readFileSync(file, "utf8"), page);
    });
});
