import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, sep } from "node:path";
import { pathVariable } from "../../engine/environment";
import { layout, type ModuleKind, writeProgramInto } from "../support/layouts";
import { hasNode, nodeFolder } from "../support/nodes";
import { failedWith, nothingToDo, storyEngine, storyTimeoutMs, succeeded, withVaultAndStack } from "../support/story";
import { allCells, type Cell, fewCells, titleOf } from "./cells";

const declaration =
    'new PasswordDisablement("former-dba", { identifier: process.env.IDENTIFIER ?? 312, reason: "CHG-2041" })';

/** Programs that export the versions of Node and the SDK. */
const programs: Record<ModuleKind, string> = {
    CommonJS: `
const { PasswordDisablement } = require("pulumi-mysafe");
exports.status = ${declaration}.status;
exports.node = process.version;
exports.sdk = require("@pulumi/pulumi/package.json").version;
`,
    "an ES module": `
import { createRequire } from "node:module";
import { PasswordDisablement } from "pulumi-mysafe";
export const { status } = ${declaration};
export const node = process.version;
export const sdk = createRequire(import.meta.url)("@pulumi/pulumi/package.json").version;
`,
};

/** Records the version and script of every Node process that the engine starts. */
const recorder = `
require("node:fs").appendFileSync(
    process.env.NODES_SEEN,
    JSON.stringify({ version: process.versions.node, script: process.argv[1] ?? "" }) + "\\n",
);
`;

/** Returns an environment with this cell's Node and the recorder. */
async function environmentOf(cell: Cell, folder: string): Promise<Record<string, string>> {
    const path = pathVariable(process.env);
    const first = [await nodeFolder(cell.node), (await storyEngine()).folder];
    writeFileSync(join(folder, "recorder.cjs"), recorder);
    return {
        [path]: [...first, process.env[path]].join(delimiter),
        NODE_OPTIONS: `--require ${JSON.stringify(join(folder, "recorder.cjs"))}`,
        NODES_SEEN: join(folder, "seen"),
    };
}

/** Asserts the Node and SDK of the program's process and the provider's. */
function assertNodes(cell: Cell, folder: string, project: string): void {
    const sdk = realpathSync(join(project, "node_modules", "@pulumi", "pulumi"));
    const lines = readFileSync(join(folder, "seen"), "utf8").trim().split("\n");
    const seen: { version: string; script: string }[] = lines.map((line) => JSON.parse(line));
    for (const part of ["run", "dynamic-provider"]) {
        const started = seen.filter(({ script }) => script.includes(join("cmd", part)));
        assert.ok(started.length > 0, `no process of ${part}:\n${lines.join("\n")}`);
        for (const { script } of started) {
            assert.ok(realpathSync(script).startsWith(sdk), `${script} is not of ${sdk}`);
        }
    }
    assert.deepEqual([...new Set(seen.map(({ version }) => Number.parseInt(version, 10)))], [cell.node]);
}

async function run(cell: Cell, folder: string): Promise<void> {
    const project = await layout(cell.manager, cell.sdk);
    const installed = join(project, "node_modules", "pulumi-mysafe");
    assert.equal(lstatSync(installed).isSymbolicLink(), cell.manager === "pnpm");
    assert.equal(realpathSync(installed).includes(`${sep}.pnpm${sep}`), cell.manager === "pnpm");

    const name = cell.kind === "CommonJS" ? "commonjs" : "module";
    const program = writeProgramInto(join(project, "programs", name), programs[cell.kind], cell.kind);
    await withVaultAndStack({}, { program, env: await environmentOf(cell, folder) }, async (vault, stack) => {
        succeeded(await stack.up("--skip-preview"));
        const { status, node, sdk } = JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
        assert.deepEqual([status, sdk], ["inactive", cell.sdk]);
        assert.match(node, new RegExp(`^v${cell.node}\\.`));
        await nothingToDo(stack);
        stack.env.IDENTIFIER = "9999";
        failedWith(await stack.preview(), "error: resource 'former-dba': property identifier value {9999}", "1005: ");
        delete stack.env.IDENTIFIER;
        succeeded(await stack.run(["refresh", "--yes", "--skip-preview", "--expect-no-changes"]));
        succeeded(await stack.run(["destroy", "--yes", "--skip-preview"]));

        assert.deepEqual(await stack.resources(), {});
        const { active, changes } = vault.password(312);
        assert.deepEqual({ active, changes }, { active: false, changes: 1 });
        assert.equal(vault.count("disable"), 1);
        assert.deepEqual(vault.secretsServed, []);
        assertNodes(cell, folder, project);
    });
}

describe("the package on every supported platform", function () {
    // The first cell of each Node and installation downloads them.
    this.timeout(2 * storyTimeoutMs);

    let folder: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-matrix-"));
    });
    afterEach(() => {
        rmSync(folder, { recursive: true, force: true });
    });

    it("has 24 combinations, of which `npm test` runs a few with every value", () => {
        assert.equal(new Set(allCells.map(titleOf)).size, 24);
        for (const value of ["node", "age", "manager", "kind"] as const) {
            const values = (cells: Cell[]) => [...new Set(cells.map((cell) => cell[value]))].sort();
            assert.deepEqual(values(fewCells), values(allCells));
        }
    });

    for (const cell of (process.env.MATRIX === "all" ? allCells : fewCells).filter(({ node }) => hasNode(node))) {
        it(`passes up, preview, refresh and destroy with ${titleOf(cell)}`, () => run(cell, folder));
    }
});
