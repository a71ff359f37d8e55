/** Runs an example as a user does, in a copy with the dependencies of its package.json. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { engineEnvironment } from "../../../engine/environment";
import { Stack } from "../../../engine/stack";
import { npm, packedSdk, packedTarball, temporaryFolder } from "../../support/packedProject";
import { runFolder } from "../../support/runFolder";
import { connectionEnvironment, storyEngine, withVault } from "../../support/story";

const repository = join(__dirname, "..", "..", "..");

/** The folder of the examples. */
export const examplesFolder = join(repository, "examples");

/** The folder names of all examples. */
export const exampleNames = readdirSync(examplesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** The folder names of the examples that npm installs. */
export const nodeExampleNames = exampleNames.filter((name) => existsSync(join(examplesFolder, name, "package.json")));

/** The options of a story. */
export interface ExampleOptions {
    vault?: SimulatorOptions;
    /** Stack configuration in plain text, by key. A key without a colon belongs to the program. */
    config?: Record<string, string>;
    /** Additional environment variables of every command. */
    env?: Record<string, string>;
}

let copies = 0;

/** Copies an example to a folder that has its dependencies. */
export async function copyOf(name: string): Promise<string> {
    const root = await runFolder("examples", install);
    copies += 1;
    const folder = join(realpathSync(root), "runs", `${name}-${process.pid}-${copies}`);
    cpSync(join(root, "examples", name), folder, { recursive: true });
    return folder;
}

/** Returns the environment of `pulumi` with separate folders for state and home. */
export async function freshEnvironment(): Promise<NodeJS.ProcessEnv> {
    const folder = temporaryFolder("example-state");
    mkdirSync(join(folder, "state"));
    return engineEnvironment(await storyEngine(), join(folder, "home"), join(folder, "state"));
}

/** Starts a vault and creates an example's stack `dev`, which the environment connects to it. */
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

/** Installs the dependencies of all examples once, with the packed packages in place of the published ones. */
async function install(root: string): Promise<void> {
    const { dependencies, devDependencies } = readManifest(repository);
    const own = { ...dependencies, ...devDependencies };
    const versions: Record<string, string | undefined> = {
        ...own,
        "pulumi-mysafe": `file:${await packedTarball()}`,
        "pulumi-mysafe-sdk": `file:${await packedSdk()}`,
    };
    for (const name of nodeExampleNames) {
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

/** The parts of an example's `package.json` that tests read. */
export interface Manifest {
    name: string;
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
}

/** Reads the `package.json` of a folder. */
export function readManifest(folder: string): Manifest {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Excludes files that an install or a stack left in the folder. */
function isNoLeftover(path: string): boolean {
    return !/[\\/](node_modules|Pulumi\.[^\\/]+\.yaml)$/.test(path);
}
