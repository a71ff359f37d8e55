/** Every version, address and limit that getting an engine depends on, in one place. */

/** The engine that the cache, the installer and the build with Go provide. */
export const engineVersion = "3.274.1";

/** The oldest engine that is taken, from wherever: `read` returns `inputs` since this one. */
export const minimumEngineVersion = "3.216.0";

/** The official install script, for Linux and macOS. */
export const installerUrl = "https://get.pulumi.com/install.sh";

/** What a user is told to open when an engine must be installed by hand. */
export const installPage = "https://www.pulumi.com/docs/install/";

/** The oldest Go that can build the engine; where {@link toolchainVersion} is newer, it fetches that by itself. */
export const minimumGoVersion = "1.24.0";

/** The Go that the modules below ask for in their go.mod. */
export const toolchainVersion = "1.25.11";

/** Where Pulumi's programs keep the version they tell, set at link time. */
export const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** One program built with Go, in a small module of its own. */
export interface GoProgram {
    /** The name of the executable, without `.exe`. */
    name: string;
    /** The package that is built. */
    package: string;
    /** The version of the module that holds it, with its `v`. */
    version: string;
    /** What its go.mod replaces: Go applies only the replacements of the main module, which ours is. */
    replace?: string;
}

/** The engine, and the Node language host, whose last version as a module that others can build is 3.68.0. */
export const goPrograms: GoProgram[] = [
    {
        name: "pulumi",
        package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
        version: `v${engineVersion}`,
        replace: "github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e",
    },
    {
        name: "pulumi-language-nodejs",
        package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
        version: "v3.68.0",
    },
];

/** How long each step may take, in milliseconds. */
export interface Limits {
    /** An engine telling its version, or the language host its flags. */
    checkMs: number;
    /** The installer's address answering with its script. */
    installerAnswerMs: number;
    /** The installer's script running without a byte arriving. */
    installerStallMs: number;
    /** The installer's script, altogether. */
    installerMs: number;
    /** Go downloading modules without one arriving. */
    downloadStallMs: number;
    /** One call of Go, altogether. */
    goMs: number;
    /** The lock of a killed process holding others up. At least 2000. */
    lockStaleMs: number;
    /** Between two status lines where the output is no terminal. */
    statusEveryMs: number;
}

/** The limits that hold unless a test gives others. */
export const defaultLimits: Limits = {
    checkMs: 10_000,
    installerAnswerMs: 10_000,
    installerStallMs: 20_000,
    installerMs: 600_000,
    downloadStallMs: 180_000,
    goMs: 3_600_000,
    lockStaleMs: 6_000,
    statusEveryMs: 15_000,
};
