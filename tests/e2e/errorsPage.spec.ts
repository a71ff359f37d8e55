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

/** The number of stories that run in parallel. Each lane has every other story. */
const lanes = 2;
const stories: [title: string, scene: (texts: Texts) => Promise<void>][] = [
    ["are recorded for each command without a way to the vault", scenes.noWayToTheVault],
    ["are recorded for previews without a list", scenes.unansweredPreviews],
    ["are recorded for wrong settings", scenes.wrongSettings],
    ["are recorded for each command whose request fails", states.refusedCalls],
    ["are recorded for a missing tenant", scenes.noTenant],
    ["are recorded for declarations that the guards refuse", scenes.guards],
    ["are recorded for changes in the vault, and for a destroy", states.changedInTheVault],
    ["are recorded for a refresh that finds no password", states.nothingInTheVault],
    ["are recorded for declarations that are impossible", scenes.refusedDeclarations],
    ["are printed once for each of two resources that fail alike at the same time", scenes.sameErrorTwice],
];

describe("the texts of errors", function () {
    this.timeout(2 * storyTimeoutMs);
    const texts = new Texts();
    const ends: Promise<void>[] = [];

    before(() => {
        for (const [index, [, scene]] of stories.entries()) {
            const before = ends[index - lanes] ?? Promise.resolve();
            ends.push(before.catch(() => {}).then(() => scene(texts)));
        }
        // Its test can await a story after the story has failed.
        for (const end of ends) {
            end.catch(() => {});
        }
    });

    for (const [index, [title]] of stories.entries()) {
        it(title, () => ends[index]);
    }

    it("have at most four lines and one for each setting", () => {
        const linesOf = (text: string) => text.split("\n").filter((line) => !line.startsWith("- "));
        const long = texts.all().filter(({ text }) => linesOf(text).length > 4);
        assert.deepEqual(
            long.map(({ key, command, text }) => `${key}, ${command}: ${text}`),
            [],
        );
    });

    it("are equal if only the message of the response differs", () => {
        const alike = (text: string) => text.replace(/failed: \d+ ".*?"/, "failed").replace(/\{312 .*?\}/, "{312}");
        for (const [key, other] of Object.entries(likeOthers)) {
            const others = new Map(texts.of(other));
            const common = texts.of(key).filter(([command]) => others.has(command));
            assert.ok(common.length > 0, key);
            for (const [command, { text }] of common) {
                assert.equal(alike(text), alike(others.get(command)?.text ?? ""), `${key}, ${command}`);
            }
        }
    });

    it("are in docs/errors.md, which UPDATE_DOCS=1 writes", () => {
        const page = errorsPage(texts);
        assert.doesNotMatch(page, /localhost|127\.0\.0\.1|\b7\d{4}\b/, "a host or a port of this run");
        if (process.env.UPDATE_DOCS === "1") {
            writeFileSync(file, page);
        }
        const [lines, wanted] = [page, readFileSync(file, "utf8")].map((text) => text.split("\n"));
        const at = lines?.findIndex((line, index) => line !== wanted?.[index]) ?? 0;
        // The whole page would be too long for a message.
        assert.deepEqual(at < 0 ? [] : lines?.slice(at, at + 8), at < 0 ? [] : wanted?.slice(at, at + 8));
        assert.equal(lines?.length, wanted?.length);
    });
});
