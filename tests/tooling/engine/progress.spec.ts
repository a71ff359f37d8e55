import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createProgress, elapsed } from "../../../engine/progress";

describe("engine progress", () => {
    it("prints whole lines at intervals without a terminal", async () => {
        const written: string[] = [];
        const progress = createProgress({ write: (text) => written.push(text), terminal: false, everyMs: 20 });
        progress.start(() => "compiling");
        await sleep(90);
        progress.stop();
        assert.ok(written.length >= 1 && written.length <= 4);
        assert.ok(written.every((text) => text === "engine: [0:00] compiling\n"));
    });

    it("rewrites one line of the terminal and clears it at the end", () => {
        const written: string[] = [];
        const write = (text: string) => written.push(text);
        const progress = createProgress({ write, terminal: true, everyMs: 20, columns: () => 20 });
        progress.start(() => "compiling a great many packages");
        progress.line("a line that stays");
        progress.stop();
        assert.deepEqual(written, [
            "\r\u001b[Kengine: [0:00] comp",
            "\r\u001b[Kengine: a line that stays\n",
            "\r\u001b[K",
        ]);
    });

    it("formats minutes and seconds", () => {
        assert.equal(elapsed(187_900), "3:07");
    });
});
