import assert from "node:assert/strict";
import { beginSet, setOf } from "../support/setStack";
import { closeAll } from "../support/vault";

describe("a set of another vault", () => {
    afterEach(closeAll);

    it("is not refused for what the vault of now does not have: a preview warns of it, and changes nothing", async () => {
        // Another vault's, though its numbers are in the state: the one of now has other passwords.
        const stack = await beginSet({ listInactive: true });
        await stack.up({ single: { identifier: 315 }, set: { identifiers: [312, 313] } });
        for (const kept of stack.state.values()) {
            const text = JSON.stringify(kept.outputs).replaceAll(
                stack.opened.simulator.url,
                "https://former.example.com",
            );
            kept.outputs = JSON.parse(text);
        }
        stack.opened.simulator.removePassword(313);
        stack.opened.simulator.setRights(315, { canWrite: false });
        const { problems, told, steps } = await stack.preview({
            single: { identifier: 315 },
            set: { identifiers: [312, 313] },
        });
        assert.deepEqual([problems, steps], [[], { single: "same", set: "same" }]);
        assert.match(told.join("\n"), /^warning: resources of this stack were disabled in https:\/\/former/);
    });

    it("has what is added disabled in the vault of now, and the others left alone", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312]));
        const text = JSON.stringify(stack.only.outputs).replaceAll(
            stack.opened.simulator.url,
            "https://former.example.com",
        );
        stack.only.outputs = JSON.parse(text);
        const { requests } = await stack.update(setOf([312, 313]));
        assert.deepEqual(requests, ["disable 313"]);
        const vaults = (stack.only.outputs.results as { vaultUrl: string }[]).map(({ vaultUrl }) => vaultUrl);
        assert.deepEqual(vaults.sort(), [stack.opened.simulator.url, "https://former.example.com"]);
    });

    it("has what was drifted or unconfirmed there disabled in the vault of now, with a warning of where to look", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313]));
        stack.opened.simulator.setActive(312, true);
        await stack.refresh();
        const text = JSON.stringify(stack.only.outputs).replaceAll(
            stack.opened.simulator.url,
            "https://former.example.com",
        );
        stack.only.outputs = JSON.parse(text);
        const { requests, told } = await stack.update(setOf([312, 313]));
        assert.deepEqual(requests, ["disable 312"]);
        assert.match(
            told.join("\n"),
            /^warning: password 312 is perhaps active in https:\/\/former.*Look at it there\.$/m,
        );
        assert.doesNotMatch(told.join("\n"), /inactive again/);
    });
});
