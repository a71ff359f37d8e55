import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingDescriptions, settingRows } from "../../../provider/src/settings/table";

const file = join(__dirname, "../../../README.md");
const block = /(<!-- made by tests\/unit\/settings\/settingsPage\.spec\.ts -->\n)(?:\|.*\n)+/;

function formatRow([name, row]: (typeof settingRows)[number]): string {
    const { variable, secret, default: preset, defaultText = "" } = row;
    const defaultCell = preset === undefined ? defaultText : `\`${preset}\``;
    const key = `\`mysafe:${name}\`${secret ? " (secret)" : ""}`;
    const cells = [key, variable ? `\`${variable}\`` : "", defaultCell, settingDescriptions[name]];
    return `|${cells.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`;
}

describe("README.md", () => {
    it("has the table of all settings; UPDATE_DOCS=1 writes it", () => {
        const rows = settingRows.map(formatRow);
        const head = ["| setting | environment variable | default | meaning |", "| --- | --- | --- | --- |"];
        const page = readFileSync(file, "utf8");
        const made = page.replace(block, (_, marker) => `${marker}${[...head, ...rows].join("\n")}\n`);
        assert.match(page, block);
        if (process.env.UPDATE_DOCS === "1") {
            writeFileSync(file, made);
        }
        assert.equal(readFileSync(file, "utf8"), made);
    });
});
