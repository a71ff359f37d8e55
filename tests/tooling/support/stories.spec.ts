import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedStories } from "../../support/stories";

const folder = join(__dirname, "../../e2e");
const specsIn = (path: string) => readdirSync(path).filter((name) => name.endsWith(".spec.ts"));

describe("the shared stories", () => {
    it("are those that both doors of Pulumi tell in one spec", () => {
        const both = specsIn(folder).filter((name) =>
            readFileSync(join(folder, name), "utf8").includes("describeForBothDoors("),
        );
        const shared = sharedStories.map((name) => `${name}.spec.ts`);
        assert.deepEqual(
            both.filter((name) => !shared.includes(name)),
            [],
        );
    });

    for (const story of sharedStories) {
        it(`have a spec for each door: ${story}`, () => {
            assert.ok(specsIn(folder).includes(`${story}.spec.ts`));
            assert.ok(specsIn(join(folder, "terraform")).includes(`${story}.spec.ts`));
        });
    }
});
