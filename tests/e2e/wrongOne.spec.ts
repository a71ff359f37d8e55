import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { Stack } from "../../engine/stack";
import { allPages } from "../docs/support/pages";
import { writeProgram } from "../support/packedProject";
import { failedWith, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { packageCommand } from "./support/packageCommand";
import { declareSets, withSets } from "./support/sets";

const { blocks = [] } = allPages().get("docs/wrong-one.md") ?? {};
const [wrongIdentifier, oneOfSet, hidden, restore, guard] = blocks.filter(({ language }) => language === "sh");
const corrected = blocks.find(({ language }) => language === "ts");

/** Runs the commands of a block of the page, without questions, and returns the output of each. */
async function run(stack: Stack, block: { text: string } | undefined): Promise<string[]> {
    const outputs: string[] = [];
    for (const line of block?.text.split("\n") ?? []) {
        const [tool, ...args] = line.replace(/#.*/, "").trim().split(/\s+/);
        if (tool === "pulumi") {
            const [command = ""] = args;
            outputs.push(
                succeeded(await stack.run([command, "--yes", "--suppress-progress", "--color", "never"])).output,
            );
        } else {
            const [name, ...rest] = args;
            assert.deepEqual([tool, name], ["npx", "pulumi-mysafe"]);
            const { exitCode, stdout, stderr } = await packageCommand(stack, [...rest, "--yes"]);
            assert.equal(exitCode, 0, stderr);
            outputs.push(`${stdout}${stderr}`);
        }
    }
    return outputs;
}

/** Returns a block's lines as blocks. */
function linesOf(block: { text: string } | undefined): { text: string }[] {
    return (block?.text ?? "").split("\n").map((text) => ({ text }));
}

function assertInactive(vault: Simulator, ...identifiers: number[]): void {
    const inactive = vault.passwords().filter(({ active }) => !active);
    assert.deepEqual(
        inactive.map(({ identifier }) => identifier),
        [...identifiers, 340],
    );
}

const wrong = { "former-dba": { identifier: 321, reason: "CHG-2041" } };
const right = { "former-dba": { identifier: 312, reason: "CHG-2041" } };

describe("the page about a wrong password", function () {
    this.timeout(storyTimeoutMs);

    /** Runs a story with a stack that disabled 321 in place of 312. */
    async function withWrong(options: SimulatorOptions, use: (vault: Simulator, stack: Stack) => Promise<void>) {
        await withSets(options, wrong, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            assertInactive(vault, 321);
            await use(vault, stack);
        });
    }

    it("brings back a password with a wrong identifier", () =>
        withWrong({ listInactive: true }, async (vault, stack) => {
            await declareSets(stack, right);
            const [up, enabled] = await run(stack, wrongIdentifier);
            assert.match(up ?? "", /replace/);
            assert.match(up ?? "", /former-dba: .*321.* leaves the resource, unchanged in the vault/);
            assert.match(enabled ?? "", /^password 321 Domain admin, break-glass \(m\.souza\) is active again$/m);
            assert.doesNotMatch(enabled ?? "", /warning/);
            assertInactive(vault, 312);
            succeeded(await stack.up("--refresh", "--expect-no-changes"));
        }));

    it("brings back one of a set", () =>
        withSets({}, { leavers: { identifiers: [312, 313, 315] } }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            await declareSets(stack, { leavers: { identifiers: [312, 315] } });
            const [up] = await run(stack, oneOfSet);
            assert.match(up ?? "", /leavers: .*313.* leaves the set, unchanged in the vault/);
            assertInactive(vault, 312, 315);
            succeeded(await stack.up("--refresh", "--expect-no-changes"));
        }));

    it("keeps a break-glass password from being disabled", () =>
        withSets({}, wrong, async (_vault, stack) => {
            const [, ...command] = guard?.text.trim().split(/\s+/) ?? [];
            await stack.expect(command);
            failedWith(await stack.preview(), "password 321 Domain admin, break-glass (m.souza) is protected");
        }));

    it("brings back one of an additive set that follows a search", async () => {
        const search = allPages()
            .get("docs/finding.md")
            ?.blocks.find(({ text }) => text.includes("additive"));
        const program = await writeProgram("wrong-one", search?.text ?? "", "index.ts");
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            assertInactive(vault, 312, 313, 315, 321);
            await writeProgram("wrong-one", corrected?.text ?? "", "index.ts");
            const [up, enabled] = await run(stack, oneOfSet);
            assert.match(
                up ?? "",
                /m\.souza: .*313.* leave the set, unchanged in the vault\. The set is no longer additive/,
            );
            assert.match(enabled ?? "", /^pulumi-mysafe: its name is unknown: /m);
            assertInactive(vault, 312, 315, 321);
            succeeded(await stack.up("--refresh", "--expect-no-changes"));
        });
    });

    it("shows the name from the state where the vault hides inactive passwords", () =>
        withWrong({}, async (vault, stack) => {
            const [command, up] = linesOf(hidden);
            const [enabled] = await run(stack, command);
            assert.match(enabled ?? "", /^password 321 Domain admin, break-glass \(m\.souza\) is active again$/m);
            assert.match(enabled ?? "", /warning: stack dev declares it \(resource former-dba\): /);
            await declareSets(stack, right);
            await run(stack, up);
            assertInactive(vault, 312);
            succeeded(await stack.up("--refresh", "--expect-no-changes"));
        }));

    it("lets a destroy enable what the stack disabled", () =>
        withWrong({}, async (vault, stack) => {
            await declareSets(stack, {
                "former-dba": { ...wrong["former-dba"], onDestroy: "restore" },
                legacy: { identifier: 340, onDestroy: "restore" },
            });
            const [, destroyed] = await run(stack, restore);
            assert.match(destroyed ?? "", /321.* active again/);
            assertInactive(vault);
        }));

    for (const [change, declared] of [
        ["removes the resource", {}],
        ["corrects the identifier", right],
    ] as const) {
        it(`lets an up that ${change} enable it`, () =>
            withWrong({}, async (vault, stack) => {
                const [up] = linesOf(restore);
                await declareSets(stack, { "former-dba": { ...wrong["former-dba"], onDestroy: "restore" } });
                const before = vault.requests.length;
                await run(stack, up);
                assert.ok(vault.requests.slice(before).every(({ route }) => route !== "disable" && route !== "enable"));
                await declareSets(stack, declared);
                const [output] = await run(stack, up);
                assert.match(output ?? "", /password 321 .* is active again/);
                assert.equal(vault.password(321).active, true);
                assert.equal(vault.password(312).active, declared !== right);
            }));
    }
});
