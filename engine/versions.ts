/** All versions, URLs and time limits of the engine. */

/** The version that the cache, the installer and the build with Go provide. */
export const engineVersion = "3.274.1";

/** The oldest accepted engine. Since this version `read` can return `inputs`. */
export const minimumEngineVersion = "3.216.0";

/** The official install script, for Linux and macOS. */
export const installerUrl = "https://get.pulumi.com/install.sh";

/** The page about installing an engine by hand. */
export const installPage = "https://www.pulumi.com/docs/install/";

/** The oldest Go that can build the engine. It fetches a newer {@link toolchainVersion} by itself. */
export const minimumGoVersion = "1.24.0";

/** The Go version that the modules below require in their go.mod. */
export const toolchainVersion = "1.25.11";

/** The variable with the version of Pulumi's programs, set at link time. */
export const versionVariable = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** One program built with Go, in a small module of its own. */
export interface GoProgram {
    /** The name of the executable, without `.exe`. */
    name: string;
    /** The package to build. */
    package: string;
    /** The version of its module, with the `v`. */
    version: string;
    /** The replacement in its go.mod. Go applies only those of the main module, which is ours. */
    replace?: string;
}

/** The engine and the Node language host. The last host that builds as a module is 3.68.0. */
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

/** The version of the SDKs that generated code and its tests use. It is the last whose module generates .NET code. */
export const sdkVersion = "3.225.1";

/** The hosts of other languages, each in the last version that builds as a module. */
export const hostPrograms: GoProgram[] = [
    {
        name: "pulumi-language-yaml",
        package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
        version: "v1.25.0",
    },
    {
        name: "pulumi-language-python",
        package: "github.com/pulumi/pulumi/sdk/v3/python/cmd/pulumi-language-python",
        version: "v3.68.0",
    },
    {
        name: "pulumi-language-go",
        package: "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go",
        version: "v3.66.0",
    },
];

/** The time limits of each step, in milliseconds. */
export interface Limits {
    /** For an engine to print its version, or for the language host to print its flags. */
    checkMs: number;
    /** For the download of the install script. */
    installerAnswerMs: number;
    /** For the install script without progress. */
    installerStallMs: number;
    /** For the install script. */
    installerMs: number;
    /** For a download of Go modules without progress. */
    downloadStallMs: number;
    /** For one run of Go. */
    goMs: number;
    /** Until the lock of a killed process goes stale. At least 2000. */
    lockStaleMs: number;
    /** Between two status lines if the output is no terminal. */
    statusEveryMs: number;
}

/** The default limits. */
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
