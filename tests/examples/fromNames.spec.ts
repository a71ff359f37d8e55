import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { failedWith, nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { withExample } from "./support/withExample";

/** Replaces the example's file. */
const write = (stack: Stack, ...lines: string[]) =>
    writeFileSync(join(stack.folder, "leavers.csv"), ["username,ticket,done", ...lines].join("\n"));

describe("examples/from-names", function () {
    this.timeout(storyTimeoutMs);

    it("refuses all people without a match by line, with near names, and disables nothing", async () => {
        await withExample("from-names", {}, async (vault, stack) => {
            write(stack, "M.Sousa,CHG-2041,", "svc-build,CHG-2057,", "", "nobody.here,CHG-2060,");
            const refused = [
                "leavers.csv is refused, so nothing is disabled:",
                "line 2: no password has the user name m.sousa. Is it m.souza? If an earlier run disabled them, write done.",
                "line 5: no password has the user name nobody.here. If an earlier run",
            ];
            failedWith(await stack.preview(), ...refused);
            failedWith(await stack.up("--skip-preview"), ...refused);
            assert.deepEqual(await stack.resources(), {});
            assert.deepEqual([vault.count("list"), vault.count("disable")], [2, 0]);

            write(stack, "m.souza,2041,", "svc-build,CHG-2057,", "SVC-Build,CHG-2058,");
            failedWith(
                await stack.preview(),
                'line 2: "m.souza,2041," is not like m.souza,CHG-2041, or m.souza,CHG-2041,done',
                "line 4: svc-build is already on line 3",
            );
            assert.equal(vault.count("list"), 2);
        });
    });

    it("disables each person's passwords except break-glass, in a vault that lists inactive ones", async () => {
        await withExample("from-names", { vault: { listInactive: true } }, async (vault, stack) => {
            const { output } = succeeded(await stack.up("--skip-preview"));
            assert.match(output, /warning: password 321 is left active, since it is tagged break-glass: Domain admin/);
            assert.match(output, /m\.souza\s*: 3\n\s+svc-build\s*: 1/);
            assert.deepEqual(inactive(vault), [312, 313, 315, 330, 340]);
            assert.equal((await stack.resources())["svc-build"]?.outputs.reason, "CHG-2057");
            await nothingToDo(stack);
        });
    });

    it("keeps the passwords of people that are done, in a vault that hides inactive ones", async () => {
        await withExample("from-names", {}, async (vault, stack) => {
            // A run that fails for one person leaves the other one disabled and hidden.
            vault.inject({ kind: "error500", route: "disable", identifier: 313 });
            failedWith(await stack.up("--skip-preview"), "1 of 3 passwords is not disabled");
            failedWith(await stack.preview(), "line 3: no password has the user name svc-build.");
            write(stack, "m.souza,CHG-2041,", "svc-build,CHG-2057,done");
            succeeded(await stack.up("--skip-preview"));
            assert.deepEqual(inactive(vault), [312, 313, 315, 330, 340]);

            write(stack, "m.souza,CHG-2041,done", "svc-build,CHG-2057,done");
            vault.setActive(330, true);
            succeeded(await stack.up("--refresh", "--skip-preview"));
            assert.deepEqual(inactive(vault), [312, 313, 315, 330, 340]);
            await nothingToDo(stack);
            assert.deepEqual([vault.count("disable"), vault.count("enable")], [6, 0]);
        });
    });

    it("fails for a person who is said to be done, and of whom this stack disabled nothing", async () => {
        await withExample("from-names", {}, async (_vault, stack) => {
            write(stack, "m.sousa,CHG-2041,done");
            failedWith(await stack.up("--skip-preview"), "m.sousa: this stack disabled no password. Correct the line");
        });
    });
});

function inactive(vault: Simulator): number[] {
    return vault.passwords().flatMap(({ identifier, active }) => (active ? [] : [identifier]));
}
