import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderPage } from "../../../bench/report/page";
import { renderPicture } from "../../../bench/report/picture";
import type { Results } from "../../../bench/results";
import { cellsOf, resultsOf } from "./sample";

describe("the bench's page", () => {
    const kept = (name: string) => readFileSync(join(__dirname, "..", "..", "..", "bench", name), "utf8");

    it("and the picture are rendered from the data of the last run", () => {
        const results: Results = JSON.parse(kept("results.json"));
        assert.equal(kept("RESULTS.md"), renderPage(results));
        assert.equal(kept("results.svg"), renderPicture(results));
    });

    it("says where the time of a request goes", () => {
        const callProfile = { disable: { "node-fetch": 20, "our client": 30.4 }, read: { "our client": 9.6 } };
        const page = renderPage({ ...resultsOf(), callProfile });
        assert.match(
            page,
            /\| our client \| 30 \| 10 \|\n\| node-fetch \| 20 \| 0 \|\n\| \*\*together\*\* \| 50 \| 10 \|/,
        );
    });

    it("has each form's time and its ratio to the set", () => {
        const page = renderPage(resultsOf(...cellsOf("set", 100, [2]), ...cellsOf("single", 100, [7, 5, 6])));
        assert.match(page, /^\| single \| 6\.00 s \(3\.00 ×\) \|$/m);
    });

    it("has the first line of a failure in place of a number", () => {
        const failed = cellsOf("set", 100, [2]).map((cell) => ({ ...cell, failed: "ended with exit code 1:\nmore" }));
        const page = renderPage(resultsOf(...failed));
        assert.match(page, /^\| set \| failed \|$/m);
        assert.match(page, /^\* set, 100, 0 ms, up: ended with exit code 1:$/m);
    });

    it("names the skipped forms with the reason", () => {
        const page = renderPage({ ...resultsOf(), skipped: [{ form: "tofu", why: "no go on PATH" }] });
        assert.match(page, /^\* \*\*tofu\*\* was skipped: no go on PATH$/m);
    });
});
