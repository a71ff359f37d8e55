import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultsPage } from "./support/page";

const file = join(__dirname, "..", "..", "docs", "faults.md");

describe("docs/faults.md", () => {
    it("matches the table (UPDATE_DOCS=1 writes it)", () => {
        if (process.env.UPDATE_DOCS === "1") {
            writeFileSync(file, faultsPage());
        }
        assert.equal(readFileSync(file, "utf8"), faultsPage());
    });
});
