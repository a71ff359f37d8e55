/** Compares pages, and the parts of pages that specs make, with what the code gives. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "../..");

/** Asserts that a page has this text. With `UPDATE_DOCS=1`, it writes the page first. */
export function assertPage(path: string, made: string): void {
    const file = join(repository, path);
    if (process.env.UPDATE_DOCS === "1") {
        writeFileSync(file, made);
    }
    const wanted = made.split("\n");
    const lines = readFileSync(file, "utf8").split("\n");
    const at = wanted.findIndex((line, index) => line !== lines[index]);
    // A whole page would be too long for a message.
    const shown = at < 0 ? 0 : at;
    assert.deepEqual(lines.slice(shown, shown + 8), wanted.slice(shown, shown + 8), `${path}: UPDATE_DOCS=1 writes it`);
    assert.equal(lines.length, wanted.length, path);
}

/**
 * Asserts that a page has this text after `<!-- made by <spec> -->`, up to the end of the table or the block. With
 * `UPDATE_DOCS=1`, it writes the page first.
 */
export function assertPart(path: string, spec: string, made: string): void {
    const page = readFileSync(join(repository, path), "utf8");
    const marker = `<!-- made by ${spec} -->\n`;
    const parts = page.split(marker);
    assert.equal(parts.length, 2, `${path} has no place for ${spec}, or several`);
    const [before = "", after = ""] = parts;
    const old = /^(?:```\w*\n[\s\S]*?\n```\n|(?:\|.*\n)+)/.exec(after)?.[0] ?? "";
    assertPage(path, `${before}${marker}${made}\n${after.slice(old.length)}`);
}
