/** Tries each page to the letter. `PAGE=docs/ci.md` selects pages by a part of their path. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { repository } from "../docs/support/pages";
import { pagesToTry } from "./support/pagesToTry";
import { playStory } from "./support/playStory";
import { readStories } from "./support/stories";

describe("the pages, tried to the letter", function () {
    this.timeout(600_000);

    const stories: [string, () => Promise<void>][] = [];
    const limit = pLimit(Math.max(2, availableParallelism()));
    const runs = new Map<string, Promise<unknown>>();

    before(() => {
        for (const [name, story] of stories) {
            const run = limit(story);
            // The test reports the failure.
            run.catch(() => {});
            runs.set(name, run);
        }
    });

    for (const page of pagesToTry()) {
        const { stories: own, problems } = readStories(readFileSync(join(repository, page), "utf8"));
        it(`has known comments: ${page}`, () => {
            assert.deepEqual(
                problems.map((problem) => `${page}:${problem}`),
                [],
            );
        });
        for (const story of problems.length === 0 ? own : []) {
            const name = `${page}:${story.line}`;
            stories.push([name, () => playStory(page, story)]);
            it(`is true: ${name}`, () => runs.get(name));
        }
    }
});
