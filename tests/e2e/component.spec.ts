import assert from "node:assert/strict";
import { failedWith, storyTimeoutMs, succeeded } from "../support/story";
import { assertActive, destroy, during } from "./support/declared";
import { declareSets, withSets } from "./support/sets";

const enable = { onDestroy: "enable" };
const entry = (identifier: number) => ({
    identifier: String(identifier),
    name: "Github",
    username: "u",
    can_write: true,
});

describe("the component with one resource for each password", function () {
    this.timeout(storyTimeoutMs);

    it("keeps its children when the list changes, refuses wrong ones all at once, and hands its options on", async () => {
        await withSets({}, { leavers: { passwords: [312, entry(313)], ...enable } }, async (vault, stack) => {
            succeeded(await stack.up());
            const resources = await stack.resources();
            assert.deepEqual(Object.keys(resources).sort(), ["leavers-312", "leavers-313"]);
            for (const { urn, sourcePosition } of Object.values(resources)) {
                assert.match(
                    urn,
                    /::mysafe:index:PasswordDisablements\$pulumi-nodejs:dynamic\/mysafe:PasswordDisablement::/,
                );
                assert.match(sourcePosition ?? "", /\/programs\/sets\/index\.js#\d+,\d+$/);
            }

            await declareSets(stack, { leavers: { passwords: [entry(313), "314", "312"], ...enable } });
            const [added, requests] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(added).output, /\+ 1 created\n +4? ?3? ?unchanged|\+ 1 created/);
            assert.deepEqual(requests, ["token", "disable 314"]);
            await declareSets(stack, { leavers: { passwords: [314, 312], ...enable } });
            const [removed, enabled] = await during(vault, () => stack.up("--skip-preview"));
            assert.match(succeeded(removed).output, /password 313 is active again/);
            assert.deepEqual(enabled, ["token", "enable 313"]);

            await declareSets(stack, { leavers: { passwords: [312, 314, 9999, "abc", entry(404), null], ...enable } });
            const refused = failedWith(await stack.preview());
            for (const child of ["9999", "abc", "404", "[5]"]) {
                assert.ok(refused.output.includes(`error: resource 'leavers-${child}': property identifier`), child);
            }
            await declareSets(stack, { leavers: { passwords: [312, "312"], ...enable } });
            failedWith(await stack.preview(), 'PasswordDisablements "leavers": password 312 is in `passwords` twice');

            const renamed = {
                passwords: [312, 314],
                ...enable,
                options: { protect: true, aliases: [{ name: "leavers" }] },
            };
            await declareSets(stack, { gone: renamed });
            const [run, none] = await during(vault, () => stack.up("--skip-preview"));
            succeeded(run);
            assert.deepEqual([none, Object.keys(await stack.resources()).sort()], [[], ["gone-312", "gone-314"]]);
            failedWith(await destroy(stack), "because it is protected");
            await declareSets(stack, { gone: { passwords: [312, 314], ...enable, options: { retainOnDelete: true } } });
            succeeded(await stack.up("--skip-preview"));
            const [retained, nothing] = await during(vault, () => destroy(stack));
            succeeded(retained);
            assert.deepEqual(nothing, [], "retainOnDelete is that of each password");
            assertActive(vault, 313, 315);
        });
    });
});
