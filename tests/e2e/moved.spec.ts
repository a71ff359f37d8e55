import assert from "node:assert/strict";
import { cpSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type PulumiRun, runPulumi, type Stack } from "../../engine/stack";
import { layout, type Manager, oldestSdk, writeProgramInto } from "../support/layouts";
import { copyOfProject, temporaryFolder } from "../support/packedProject";
import { declare, declaringProgram, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";

/** The place of a program. */
interface Place {
    /** The manager that installed the `node_modules` above the program. */
    manager: Manager;
    /** The path from the folder of `node_modules` to the program. */
    path: string[];
    /** True if the program is beside a `Pulumi.yaml` without `main`. */
    besideProject?: boolean;
}

/** The places by description. */
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

/** Writes the program into its place below `root`. Returns its folder. */
function writeProgramAt(root: string, { path }: Place): string {
    if (path.length > 0) {
        return writeProgramInto(join(root, ...path), declaringProgram);
    }
    // The package.json of this folder already lists the dependencies.
    writeFileSync(join(root, "index.js"), declaringProgram);
    return root;
}

/** Points the project to a program in its new place. Returns a function that runs `pulumi` there. */
function moveTo(stack: Stack, program: string, { besideProject }: Place): (...args: string[]) => Promise<PulumiRun> {
    const project = besideProject ? program : stack.folder;
    const main = besideProject ? undefined : program;
    writeFileSync(join(project, "Pulumi.yaml"), JSON.stringify({ name: "test", runtime: "nodejs", main }));
    if (besideProject) {
        cpSync(join(stack.folder, "Pulumi.dev.yaml"), join(project, "Pulumi.dev.yaml"));
    }
    // The selected stack depends on the project's folder.
    return (...args) => runPulumi([...args, "--stack", "dev"], project, stack.env);
}

describe("a stack after a move of its program", function () {
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
        it(`plans no change, and passes a refresh and a destroy, from ${from} to ${to}`, async () => {
            const program = writeProgramAt(roots[left.manager], left);
            await withVaultAndStack({}, { program }, async (vault, stack) => {
                await declare(stack, { "former-dba": { identifier: 312, reason: "CHG-2041" } });
                succeeded(await stack.up("--skip-preview"));

                // Remove the original folder, so that the state cannot depend on it.
                const away = join(temporaryFolder("moved"), "project");
                renameSync(roots[left.manager], away);
                try {
                    const root = entered.manager === left.manager ? away : roots[entered.manager];
                    const pulumi = moveTo(stack, writeProgramAt(root, entered), entered);
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
