import assert from "node:assert/strict";
import { linesShown, textOf } from "../../../picture/screen";

const csi = "\x1b[";

describe("the lines of a terminal", () => {
    it("are the last drawn ones if the output redraws lines", async () => {
        const first = `Type  Status${csi}K\r\n+ a   creating.${csi}K\r\n`;
        const again = `\r${csi}2AType  Status${csi}K\r\n+ a   created${csi}K\r\n+ b   created${csi}K\r\n`;
        const lines = await linesShown(`${csi}?25l${first}${again}${csi}?25h\r\n\r\n`, 40);
        assert.deepEqual(lines.map(textOf), ["Type  Status", "+ a   created", "+ b   created"]);
    });

    it("keep colours and bold, dim or underlined text", async () => {
        const [line] = await linesShown(`a ${csi}1m${csi}38;5;2mb${csi}0m${csi}4;2mc${csi}0m  \r\n`, 40);
        assert.deepEqual(line, [
            { text: "a " },
            { text: "b", colour: 2, bold: true },
            { text: "c", dim: true, underlined: true },
        ]);
    });

    it("drop trailing spaces and keep empty lines between others", async () => {
        const lines = await linesShown(`└─ x   ${csi}32m   ${csi}0m\r\n\r\ny\r\n`, 40);
        assert.deepEqual(lines, [[{ text: "└─ x" }], [], [{ text: "y" }]]);
    });

    it("include all lines of a long output", async () => {
        const written = Array.from({ length: 500 }, (_, row) => `line ${row}\r\n`).join("");
        const lines = await linesShown(written, 40);
        assert.deepEqual([lines.length, textOf(lines[0] ?? [])], [500, "line 0"]);
    });
});
