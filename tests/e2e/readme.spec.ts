import assert from "node:assert/strict";
import { allPages } from "../docs/support/pages";
import { writeProgram } from "../support/packedProject";
import { storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { packageCommand } from "./support/packageCommand";

/** Returns the first program of a page. */
function firstProgram(path: string): string {
    const blocks = allPages().get(path)?.blocks ?? [];
    return blocks.find(({ language, text }) => language === "ts" && text.includes("getPasswords"))?.text ?? "";
}

describe("the first program of the README", function () {
    this.timeout(storyTimeoutMs);

    it("disables the leaver's passwords except break-glass, as preview and report show", async () => {
        const program = await writeProgram("readme", firstProgram("README.md"), "index.ts");
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            const preview = succeeded(await stack.preview());
            assert.match(
                preview.output,
                /pulumi-mysafe: 3 to disable:\n +m\.souza:\n +312 Oracle production, former DBA \(m\.souza\)/,
            );
            succeeded(await stack.up("--skip-preview"));
            const inactive = vault.passwords().filter(({ active }) => !active);
            assert.deepEqual(
                inactive.map(({ identifier }) => identifier),
                [312, 313, 315, 340],
            );
            const { stdout } = await packageCommand(stack, ["report"]);
            assert.equal(stdout.match(/,m\.souza,inactive,deactivated,.*,CHG-2041,/g)?.length, 3, stdout);
        });
    });

    it("is the same in the package's README", () => {
        assert.ok(firstProgram("README.md").includes("additive: true"));
        assert.equal(firstProgram("provider/npm.md"), firstProgram("README.md"));
    });
});
