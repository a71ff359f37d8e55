/** An example as its user has it: copied out of the repository, with what its own package.json asks for. */
import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { engineEnvironment } from "../../../engine/environment";
import { Stack } from "../../../engine/stack";
import { npm, packedTarball, temporaryFolder } from "../../support/packedProject";
import { runFolder } from "../../support/runFolder";
import { connectionEnvironment, storyEngine, withVault } from "../../support/story";

const repository = join(__dirname, "..", "..", "..");

/** The folder of the examples. */
export const examplesFolder = join(repository, "examples");

/** Every example, by the name of its folder. */
export const exampleNames = readdirSync(examplesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** What a story of an example begins with. */
export interface ExampleOptions {
    vault?: SimulatorOptions;
    /** Stack configuration in plain text, by key: one without a colon is the program's own. */
    config?: Record<string, string>;
    /** Added to the environment of every command. */
    env?: Record<string, string>;
}

let copies = 0;

/** Copies an example to a folder of its own, where its dependencies are found. */
export async function copyOf(name: string): Promise<string> {
    const root = await runFolder("examples", install);
    copies += 1;
    const folder = join(realpathSync(root), "runs", `${name}-${process.pid}-${copies}`);
    cpSync(join(root, "examples", name), folder, { recursive: true });
    return folder;
}

/** The environment of `pulumi` with a state and a home of its own. */
export async function freshEnvironment(): Promise<NodeJS.ProcessEnv> {
    const folder = temporaryFolder("example-state");
    mkdirSync(join(folder, "state"));
    return engineEnvironment(await storyEngine(), join(folder, "home"), join(folder, "state"));
}

/** Tells a story of a vault and of an example's stack `dev`, which is connected to it by the environment. */
export function withExample(
    name: string,
    { vault: simulator = {}, config = {}, env = {} }: ExampleOptions,
    use: (vault: Simulator, stack: Stack) => Promise<void>,
): Promise<void> {
    return withVault(simulator, async (vault) => {
        const own = { ...(await freshEnvironment()), ...connectionEnvironment(vault), ...env };
        const stack = new Stack(await copyOf(name), own, `mysafe-${name}`);
        try {
            stack.create({ config });
            await use(vault, stack);
        } finally {
            stack.remove();
        }
    });
}

/** Installs all examples with one `npm install`, the packed package in place of the published one. */
async function install(root: string): Promise<void> {
    const { devDependencies: own } = readManifest(repository);
    const versions: Record<string, string | undefined> = { ...own, "pulumi-mysafe": `file:${await packedTarball()}` };
    for (const name of exampleNames) {
        const folder = join(root, "examples", name);
        cpSync(join(examplesFolder, name), folder, { recursive: true, filter: isNoLeftover });
        const manifest = readManifest(folder);
        for (const dependencies of [manifest.dependencies, manifest.devDependencies]) {
            for (const dependency of Object.keys(dependencies)) {
                const asked = dependencies[dependency] ?? "";
                dependencies[dependency] = versions[dependency] ?? asked;
            }
        }
        writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    }
    writeFileSync(join(root, "package.json"), JSON.stringify({ private: true, workspaces: ["examples/*"] }));
    await npm(["install", "--prefer-offline"], root);
}

/** What an example's `package.json` says, as far as we look at it. */
export interface Manifest {
    name: string;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
}

/** Reads the `package.json` of a folder. */
export function readManifest(folder: string): Manifest {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Not what somebody's own install or stack left in the folder. */
function isNoLeftover(path: string): boolean {
    return !/[\\/](node_modules|Pulumi\.[^\\/]+\.yaml)$/.test(path);
}
