import assert from "node:assert/strict";
import { assertPage } from "../support/madePage";
import { storyTimeoutMs } from "../support/story";
import { likeOthers, sections } from "./support/errorsCases";
import { errorsPage, recordedTexts } from "./support/errorsPage";
import * as scenes from "./support/errorsScenes";
import * as states from "./support/errorsStates";
import { Texts } from "./support/errorsTexts";

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

    it("are those of the last run that UPDATE_DOCS=1 recorded, for each command", () => {
        assertPage("tests/e2e/fixtures/errors.txt", recordedTexts(texts));
    });

    it("are in docs/reference/errors.md, which UPDATE_DOCS=1 writes", () => {
        const page = errorsPage(texts);
        assert.doesNotMatch(page, /localhost|127\.0\.0\.1|\b7\d{4}\b/, "a host or a port of this run");
        assertPage("docs/reference/errors.md", page);
    });

    it("are each in a case of docs/reference/errors.md, or like those of one", () => {
        const shown = sections.flatMap(({ cases }) => cases.flatMap((one) => one.texts.map(([key]) => key)));
        const recorded = texts.all().map(({ key }) => likeOthers[key] ?? key);
        assert.deepEqual(
            [...new Set(recorded)].filter((key) => !shown.includes(key)),
            [],
        );
    });
});
