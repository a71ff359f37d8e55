import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { writeProgram } from "../support/packedProject";
import { connectionEnvironment, failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { assertActive, during } from "./support/declared";

/** Disables the passwords that a search finds by user name, by tag, or by all arguments. */
const program = `
const pulumi = require("@pulumi/pulumi");
const { getPassword, getPasswords, getPasswordsOutput, PasswordDisablement, PasswordDisablementSet } = require("pulumi-mysafe");
module.exports = async () => {
    const { username, tag, one, later } = new pulumi.Config("test").requireObject("find");
    if (one !== undefined) {
        const found = await getPassword(one);
        return { disabled: new PasswordDisablement("one", { identifier: found.identifier }).identifier };
    }
    const found = later
        ? getPasswordsOutput({ username: pulumi.output(username) })
        : [...(await getPasswords({ username })), ...(await getPasswords({ username })), ...(tag ? await getPasswords({ tag }) : [])];
    const identifiers = pulumi.output(found).apply((all) => [...new Set(all.map(({ identifier }) => identifier))]);
    const set = new PasswordDisablementSet("leaver", { identifiers, reason: "CHG-2041", onDestroy: "restore", additive: true });
    return { disabled: set.identifiers };
};
`;

async function withFinding(
    simulator: SimulatorOptions,
    find: object,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    const config = { "test:find": JSON.stringify(find) };
    await withVaultAndStack(simulator, { program: await writeProgram("finding", program), config }, use);
}

async function disabledBy(stack: Stack): Promise<unknown> {
    return JSON.parse(succeeded(await stack.run(["stack", "output", "--json"])).stdout).disabled;
}

describe("a program that searches for its passwords", function () {
    this.timeout(storyTimeoutMs);

    for (const listInactive of [false, true]) {
        it(`plans no change after they are inactive, in a vault that ${listInactive ? "lists" : "does not list"} them`, async () => {
            await withFinding({ listInactive }, { username: "m.souza" }, async (vault, stack) => {
                const [up, requests] = await during(vault, () => stack.up());
                succeeded(up);
                assert.deepEqual(
                    requests.filter((request) => request === "list"),
                    ["list", "list", "list", "list"],
                    "in each phase one for the searches, and one for the lookup or the names",
                );
                assertActive(vault, 314);
                assert.deepEqual(await disabledBy(stack), ["312", "313", "315", "321"]);

                const again = succeeded(await stack.up("--expect-no-changes"));
                assert.doesNotMatch(again.output, /found no password/, "the set explains the empty search");
                assert.doesNotMatch(again.output, /Outputs:\n +[~+-]/);
                assert.deepEqual(await disabledBy(stack), ["312", "313", "315", "321"]);

                // A search finds a re-enabled password, and the update disables it again.
                vault.setActive(313, true);
                succeeded(await stack.refresh("--skip-preview"));
                succeeded(await stack.up("--skip-preview"));
                assertActive(vault, 314);

                // The search finds a new password, and the others stay.
                await stack.configure("test:find", JSON.stringify({ username: "msouza-acme" }));
                const more = succeeded(await stack.preview("--diff"));
                assert.match(more.output, /pulumi-mysafe: 1 to disable:\n +leaver: 314 GitHub/);
                assert.doesNotMatch(more.output, /- 31\d/);
                succeeded(await stack.up("--skip-preview"));
                assert.deepEqual(await disabledBy(stack), ["312", "313", "314", "315", "321"]);
                assertActive(vault);
                succeeded(await stack.destroy("--skip-preview"));
                assertActive(vault, 312, 313, 314, 315);
            });
        });
    }

    it("keeps the passwords that an unfinished run disabled in the set", async () => {
        await withFinding({}, { username: "m.souza" }, async (vault, stack) => {
            vault.inject({ kind: "error500", route: "disable", identifier: 315 });
            failedWith(await stack.up(), /1 of 4 passwords is not disabled/);
            assertActive(vault, 314, 315);
            const [up, requests] = await during(vault, () => stack.up());
            succeeded(up);
            assert.deepEqual(
                requests.filter((request) => /^(dis|en)able /.test(request)),
                ["disable 315"],
            );
            assert.deepEqual(await disabledBy(stack), ["312", "313", "315", "321"]);
        });
    });

    it("searches with outputs as arguments, finds one password, and reads settings from the environment", async () => {
        await withFinding({}, { username: "m.souza", later: true }, async (vault, stack) => {
            await stack.unconfigure("mysafe:url", "mysafe:clientId", "mysafe:clientSecret");
            Object.assign(stack.env, connectionEnvironment(vault));
            succeeded(await stack.up());
            assertActive(vault, 314);
            await stack.configure("test:find", JSON.stringify({ one: { name: "GitHub" } }));
            succeeded(await stack.up());
            assertActive(vault, 312, 313, 315);
            await stack.configure("test:find", JSON.stringify({ one: { tag: "break-glass" } }));
            const refused = failedWith(
                await stack.preview(),
                'getPassword({ tag: "break-glass" }) found 2 passwords, expected one:',
                "- 320: Root of the backup server, root",
            );
            assert.ok(!refused.output.includes(vault.clientSecret));
        });
    });

    it("fails in a few lines, before it declares anything", async () => {
        await withFinding({}, { username: "" }, async (vault, stack) => {
            failedWith(await stack.preview(), "getPasswords: `username` must be a text that is not empty");
            vault.inject({ kind: "noRoute404", route: "list", times: 2 });
            await stack.configure("mysafe:maxRetries", "0");
            await stack.configure("test:find", JSON.stringify({ username: "m.souza" }));
            failedWith(
                await stack.preview(),
                /getPasswords\(\{ username: "m\.souza" \}\): GET .* failed: 404/,
                "Solution: ",
            );
            assertActive(vault, 312, 313, 314, 315);
        });
    });
});
