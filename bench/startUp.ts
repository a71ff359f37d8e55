/** Measures the time of a provider process from its start to its first request. */
import { join } from "node:path";
import { pulumiPlugin } from "../release/programs";
import { anyEngineAddress, startDynamicProvider, startProvider } from "../tests/protocol/support/providerProcess";
import { javascriptProject } from "../tests/support/packedProject";
import { releasedProgram } from "./releasedProgram";
import type { StartUp } from "./results";
import { startVault } from "./vault";

/** The inputs that the engine sends for a set of the published package. */
const inputs = {
    identifiers: ["1"],
    __provider: 'exports.handler = () => require("pulumi-mysafe/provider").passwordDisablementSet;',
};

/**
 * Starts the SDK's provider server as the engine does, in a project with the packed package, and calls Check for a set.
 * A preloaded script logs when the process started and when it required our module. The vault logs the first request.
 * No engine runs.
 *
 * @param node The Node executable.
 */
export async function measureStartUps(times: number, node: string): Promise<StartUp[]> {
    const { folder } = await javascriptProject();
    const vault = await startVault(1, 0);
    const startUps: StartUp[] = [];
    try {
        for (let time = 0; time < times; time += 1) {
            const preload = {
                NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, "stamps.cjs"))}`,
            };
            await vault.report();
            const provider = await startDynamicProvider(folder, preload, node);
            try {
                await provider.configure({
                    "mysafe:url": vault.url,
                    "mysafe:clientId": vault.clientId,
                    "mysafe:clientSecret": vault.clientSecret,
                });
                await provider.check({}, inputs);
                const { firstRequestAt } = await vault.report();
                startUps.push(startUpOf(stampsIn(provider.stderr()), firstRequestAt));
            } finally {
                await provider.stop();
            }
        }
    } finally {
        await vault.stop();
    }
    return startUps;
}

/** Starts the plugin as the engine does, and calls Check for a set. Returns the times to the first request. */
export async function measurePluginStartUps(times: number): Promise<number[]> {
    const { executable } = await releasedProgram(pulumiPlugin);
    const vault = await startVault(1, 0);
    const startUps: number[] = [];
    try {
        for (let time = 0; time < times; time += 1) {
            await vault.report();
            const began = performance.timeOrigin + performance.now();
            const plugin = await startProvider({ node: executable, args: [anyEngineAddress] });
            try {
                const { url, clientId, clientSecret } = vault;
                await plugin.configure({ url, clientId, clientSecret });
                await plugin.check(
                    {},
                    { identifiers: ["1"] },
                    "urn:pulumi:a::b::mysafe:index:PasswordDisablementSet::c",
                );
                const { firstRequestAt } = await vault.report();
                startUps.push((firstRequestAt ?? Number.NaN) - began);
            } finally {
                await plugin.stop();
            }
        }
    } finally {
        await vault.stop();
    }
    return startUps;
}

type Stamps = Partial<Record<"began" | "asked" | "loaded", number>>;

function stampsIn(stderr: string): Stamps {
    const lines = stderr.matchAll(/^stamp (\w+) ([\d.]+)$/gm);
    return Object.fromEntries([...lines].map(([, name, at]) => [name, Number(at)]));
}

function startUpOf({ began, asked, loaded }: Stamps, firstRequestAt: number | undefined): StartUp {
    if (began === undefined || asked === undefined || loaded === undefined || firstRequestAt === undefined) {
        throw new Error("the provider process printed no stamps or sent no request");
    }
    return {
        totalMs: firstRequestAt - began,
        sdkMs: asked - began,
        moduleMs: loaded - asked,
        ownMs: firstRequestAt - asked,
    };
}
