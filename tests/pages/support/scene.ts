/** Prepares the folder, the vault and the environment in which a story begins. */
import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { engineEnvironment } from "../../../engine/environment";
import { StackFiles } from "../../../engine/stackFiles";
import { copyOf } from "../../examples/support/withExample";
import { packedProject, temporaryFolder } from "../../support/packedProject";
import { connectionEnvironment, storyEngine } from "../../support/story";
import type { Beginning } from "./directives";
import { writeShims } from "./shims";

/** Where a story begins. */
export interface Scene {
    /** The reader's folder. */
    folder: string;
    /** A folder for the files of the runner. */
    own: string;
    env: NodeJS.ProcessEnv;
    /** Undefined where the page starts a simulator of its own. */
    vault: Simulator | undefined;
}

const firstProgram = `import { PasswordDisablement } from "pulumi-mysafe";

new PasswordDisablement("former-dba", { identifier: 312, reason: "CHG-2041" });
`;

/** The simulator's defaults on the command line. */
const credentials = { clientId: "simulator-client", clientSecret: "simulator-secret" };

/** Prepares a scene. */
export async function prepareScene({ kind, example, listInactive }: Beginning): Promise<Scene> {
    const [engine, { folder: prepared }] = await Promise.all([storyEngine(), packedProject()]);
    const root = realpathSync(temporaryFolder("page"));
    const [own, home, state] = ["own", "home", "state"].map((name) => join(root, name)) as [string, string, string];
    for (const each of [own, home, state]) {
        mkdirSync(each);
    }
    const base = engineEnvironment(engine, join(home, ".pulumi"), state);
    const shims = writeShims(join(own, "bin"), prepared, base.PATH ?? "");
    const env: NodeJS.ProcessEnv = { ...base, HOME: home, ...shims };
    if (kind === "empty") {
        const folder = join(root, "passwords");
        mkdirSync(folder);
        const { PULUMI_BACKEND_URL: _url, PULUMI_CONFIG_PASSPHRASE: _passphrase, ...others } = env;
        return { folder, own, env: others, vault: undefined };
    }
    const vault = await startSimulator({ ...credentials, listInactive });
    // Another test compiles the blocks and the examples.
    const connected = { ...env, ...connectionEnvironment(vault), PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
    if (kind === "example") {
        return { folder: await copyOf(example), own, env: connected, vault };
    }
    const folder = join(root, "passwords");
    writeProject(folder, prepared);
    new StackFiles(folder, connected, "passwords", "dev").create({ config: {}, secrets: {} });
    return { folder, own, env: connected, vault };
}

function writeProject(folder: string, prepared: string): void {
    mkdirSync(folder);
    const dependencies = { "@pulumi/pulumi": "*", "pulumi-mysafe": "*", typescript: "*" };
    const manifest = { name: "passwords", private: true, main: "index.ts", dependencies };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: passwords\nruntime: nodejs\n");
    writeFileSync(join(folder, "index.ts"), firstProgram);
    execFileSync("cp", ["-al", join(prepared, "node_modules"), folder]);
}
