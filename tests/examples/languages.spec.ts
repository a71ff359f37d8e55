import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";
import { whyNoGo } from "../support/goFound";
import { missing } from "../support/missing";
import { nothingToDo, succeeded } from "../support/story";
import { languages, withLanguage } from "./support/languages";

const type = "mysafe:index:PasswordDisablement";
const refused = whyNoGo();

if (refused !== undefined) {
    missing("the examples of other languages", refused);
} else {
    describe("the examples of other languages", function () {
        // The first run on a machine builds the language hosts.
        this.timeout(600_000);

        for (const language of languages) {
            it(`${language.example} disables, previews clean, corrects drift, imports in both ways and destroys`, async () => {
                await withLanguage(language, async (vault, stack) => {
                    const preview = succeeded(await stack.preview());
                    assert.match(
                        preview.output,
                        /pulumi-mysafe: 5 to disable in 2 resources:\n\s+build-server: 330 Build/,
                    );
                    assert.equal(vault.count("disable"), 0);
                    assert.match(succeeded(await stack.up("--skip-preview")).output, /outcome: "deactivated"/);
                    assert.deepEqual(inactive(vault), [312, 313, 314, 315, 330, 340]);
                    await nothingToDo(stack);

                    vault.setActive(313, true);
                    assert.match(succeeded(await stack.refresh("--skip-preview")).output, /~ 1 updated/);
                    assert.match(
                        succeeded(await stack.up("--skip-preview")).output,
                        /password 313 .* is inactive again/,
                    );
                    assert.deepEqual(inactive(vault), [312, 313, 314, 315, 330, 340]);

                    const flags = ["--yes", "--skip-preview", "--protect=false", "--color", "never"];
                    const imported = await stack.run(["import", type, "crm", "340", ...flags]);
                    assert.match(imported.output, /= 1 imported/);
                    assert.equal(imported.exitCode === 0, language.printsCode, imported.output);

                    vault.addPassword({ identifier: 341, active: false });
                    language.declareImported(stack.folder, imported.output);
                    const byOption = succeeded(await stack.up("--skip-preview")).output;
                    assert.match(byOption, /= 1 imported\n\s+4 unchanged/);
                    await nothingToDo(stack);

                    succeeded(await stack.destroy("--skip-preview"));
                    assert.deepEqual(await stack.resources(), {});
                    assert.deepEqual([vault.count("disable"), vault.count("enable")], [6, 0]);
                });
            });
        }
    });
}

function inactive(vault: Simulator): number[] {
    return vault.passwords().flatMap(({ identifier, active }) => (active ? [] : [identifier]));
}
