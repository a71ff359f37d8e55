import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../engine/stack";
import { failedWith, nothingToDo, storyTimeoutMs, succeeded } from "../support/story";
import { withExample } from "./support/withExample";

/** Replaces the example's file. */
const write = (stack: Stack, content: string) => writeFileSync(join(stack.folder, "leavers.csv"), content);

describe("examples/from-csv", function () {
    this.timeout(storyTimeoutMs);

    it("disables each row's password, once", async () => {
        await withExample("from-csv", {}, async (vault, stack) => {
            const { output } = succeeded(await stack.up("--skip-preview"));
            assert.match(output, /m\.souza-CHG-2041\s*: 3\n\s+svc-build-CHG-2057\s*: 1/);
            assert.deepEqual(inactive(vault), [312, 313, 315, 330, 340]);
            assert.equal((await stack.resources())["svc-build-CHG-2057"]?.outputs.reason, "CHG-2057");
            await nothingToDo(stack);
            assert.equal(vault.count("disable"), 4);
        });
    });

    it("reports every wrong row with its line in one run, and disables nothing", async () => {
        await withExample("from-csv", {}, async (vault, stack) => {
            write(
                stack,
                [
                    "identifier,leaver,ticket",
                    "312,m.souza,CHG-2041",
                    "31x,m.souza,CHG-2041",
                    "",
                    "312,,2041",
                    "314,m.souza",
                    "0,m.souza,CHG-2041",
                ].join("\n"),
            );
            const refused = [
                "leavers.csv has 6 problems, so nothing is disabled:",
                'line 3: identifier "31x" is not a whole number. Copy it from the vault: 312.',
                "line 5: password 312 is already on line 2. Remove one of the two lines.",
                "line 5: the leaver is empty. Write the user name of the leaver.",
                'line 5: ticket "2041" is not a ticket. Write it like CHG-2041.',
                "line 6: it has 2 columns, but line 1 has 3.",
                'line 7: identifier "0" is not a whole number.',
            ];
            failedWith(await stack.preview(), ...refused);
            failedWith(await stack.up("--skip-preview"), ...refused);
            assert.deepEqual(vault.requests, []);
        });
    });

    it("reads a file of Excel with semicolons, a byte order mark, quotes and empty rows", async () => {
        await withExample("from-csv", {}, async (vault, stack) => {
            const rows = [
                'Ticket;Leaver;Identifier;"Note; of HR"',
                'CHG-2041;"Ana ""Nô"" Lima";312;"left; May"',
                ";;;",
                "",
            ];
            write(stack, `\uFEFF${rows.join("\r\n")}`);
            succeeded(await stack.up("--skip-preview"));
            assert.deepEqual(inactive(vault), [312, 340]);
            assert.deepEqual(Object.keys(await stack.resources()), ['Ana "Nô" Lima-CHG-2041']);
        });
    });
});

function inactive(vault: { passwords(): { identifier: number; active: boolean }[] }): number[] {
    return vault.passwords().flatMap(({ identifier, active }) => (active ? [] : [identifier]));
}
