import assert from "node:assert/strict";
import { join } from "node:path";
import { hasTerminal } from "../../../provider/src/shared/terminal";

const device = __filename;
const none = join(__dirname, "no-such-device");

describe("a run", () => {
    for (const [title, env, platform, file, expected] of [
        ["has a terminal where the session has one", {}, "linux", device, true],
        ["has none where the session has none", {}, "darwin", none, false],
        ["has none in a pipeline", { CI: "true" }, "linux", device, false],
        ["has one where CI is switched off", { CI: "false" }, "linux", device, true],
        ["has one on Windows, which cannot tell", {}, "win32", none, true],
        ["has none in a pipeline on Windows", { CI: "1" }, "win32", device, false],
    ] as const) {
        it(title, () => {
            assert.equal(hasTerminal(env, platform, file), expected);
        });
    }
});
