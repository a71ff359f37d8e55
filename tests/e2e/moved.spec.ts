import assert from "node:assert/strict";
import { cpSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PulumiRun, runPulumi, type Stack } from "../../engine/stack";
import { layout, type Manager, oldestSdk, writeProgramInto } from "../support/layouts";
import { copyOfProject, temporaryFolder } from "../support/packedProject";
import { declare, declaringProgram, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** Where a program is. */
interface Place {
    /** Whose layout of the package it finds, in the folder that has its `node_modules` or below. */
    manager: Manager;
    /** From that folder to the program. */
    path: string[];
    /** The program is beside `Pulumi.yaml`, which then has no `main`. */
    besideProject?: boolean;
}

/** The places, by how a user would tell them apart. */
const places = {
    "a folder below the package": { manager: "npm", path: ["programs", "offboarding"] },
    "another folder, deeper below it": { manager: "npm", path: ["infra", "people", "leavers"] },
    "the folder that has the package": { manager: "npm", path: [] },
    "a folder to which pnpm linked the package": { manager: "pnpm", path: [] },
    "another project folder, without a main": { manager: "npm", path: ["projects", "leavers"], besideProject: true },
} satisfies Record<string, Place>;

const moves: [from: keyof typeof places, to: keyof typeof places][] = [
    ["a folder below the package", "another folder, deeper below it"],
    ["a folder below the package", "the folder that has the package"],
    ["the folder that has the package", "a folder below the package"],
    ["a folder below the package", "a folder to which pnpm linked the package"],
    ["a folder to which pnpm linked the package", "another project folder, without a main"],
];

/** Writes the program into its place below `root`; answers its folder. */
function writeThere(root: string, { path }: Place): string {
    if (path.length > 0) {
        return writeProgramInto(join(root, ...path), declaringProgram);
    }
    // The folder's own package.json names the dependencies.
    writeFileSync(join(root, "index.js"), declaringProgram);
    return root;
}

/** Points the project to a program in its new place; answers what runs `pulumi` there. */
function moveTo(stack: Stack, program: string, { besideProject }: Place): (...args: string[]) => Promise<PulumiRun> {
    const project = besideProject ? program : stack.folder;
    const main = besideProject ? undefined : program;
    writeFileSync(join(project, "Pulumi.yaml"), JSON.stringify({ name: "test", runtime: "nodejs", main }));
    if (besideProject) {
        cpSync(join(stack.folder, "Pulumi.dev.yaml"), join(project, "Pulumi.dev.yaml"));
    }
    // Which stack is selected is kept by the project's folder.
    return (...args) => runPulumi([...args, "--stack", "dev"], project, stack.env);
}

describe("a stack whose program moved", function () {
    this.timeout(storyTimeoutMs);

    let roots: Record<Manager, string>;

    before(async () => {
        roots = {
            npm: copyOfProject(await layout("npm")),
            pnpm: copyOfProject(await layout("pnpm", oldestSdk)),
        };
    });

    for (const [from, to] of moves) {
        const [left, entered]: [Place, Place] = [places[from], places[to]];
        it(`has nothing to do, is refreshed and destroyed: from ${from} to ${to}`, async () => {
            const program = writeThere(roots[left.manager], left);
            await withVaultAndStack({}, { program }, async (vault, stack) => {
                await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-2041" } });
                succeeded(await stack.up("--skip-preview"));

                // Nothing is left where the state was made, so that nothing in it can still lead there.
                const away = join(temporaryFolder("moved"), "project");
                renameSync(roots[left.manager], away);
                try {
                    const root = entered.manager === left.manager ? away : roots[entered.manager];
                    const pulumi = moveTo(stack, writeThere(root, entered), entered);
                    succeeded(await pulumi("preview", "--expect-no-changes"));
                    succeeded(await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes"));
                    succeeded(await pulumi("destroy", "--yes", "--skip-preview"));
                } finally {
                    renameSync(away, roots[left.manager]);
                }

                assert.deepEqual(await stack.resources(), {});
                assert.deepEqual([vault.password(312).active, vault.password(312).changes], [false, 1]);
                assert.equal(vault.count("disable"), 1);
                assert.deepEqual(vault.secretsServed, []);
            });
        });
    }
});
