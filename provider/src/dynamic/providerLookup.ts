import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { warn } from "@pulumi/pulumi/log/index.js";
import { formatError } from "../shared/errors";
import { packageFolder } from "./packageFolder";
import { perProgramRun } from "./perProgramRun";
import { isInlineProgram, isRunByLanguageHost, startFolder } from "./programProcess";
import { userError } from "./userError";

/**
 * Fails where the provider's process would not find this package, before the program registers a resource. It looks once
 * in a run.
 *
 * The engine starts that process in the program's folder. The provider text in the state has no path. So `require` looks in
 * that folder and above it, and not where the program found the package.
 *
 * @param resource The resource for the error.
 * @throws RunError in a program that a language host runs. An inline program of the Automation API gets a warning.
 */
export function requireProvider(resource: string): void {
    refusePlugAndPlay(resource);
    const folder = perProgramRun("folderWithoutProvider", findFolderWithoutProvider);
    if (folder !== undefined) {
        throw userError(`${resource}: ${formatMissing(folder)}`);
    }
}

/**
 * Fails in a program with Yarn Plug'n'Play.
 *
 * @param subject The resource or the search for the error.
 */
export function refusePlugAndPlay(subject: string): void {
    if (process.versions.pnp !== undefined && (isRunByLanguageHost() || isInlineProgram())) {
        throw userError(
            formatError(`${subject}: pulumi-mysafe does not support Yarn Plug'n'Play`, {
                cause: "this package needs `require` for ES modules, which Plug'n'Play breaks in some versions of Node.",
                solution: "set `nodeLinker: node-modules` in .yarnrc.yml, and run `yarn install`.",
            }),
        );
    }
}

/** Returns the folder of the provider's process if it certainly does not find this package there. */
function findFolderWithoutProvider(): string | undefined {
    if (isRunByLanguageHost() && !canLoadFrom(process.cwd())) {
        const folder = startFolder();
        return canLoadFrom(folder) ? undefined : folder;
    }
    if (isInlineProgram() && !canLoadFrom(process.cwd())) {
        // The project's `main` can name another folder, which the process of an inline program does not learn.
        void warn(`${formatMissing(process.cwd())} Or set \`main\` in the project settings of the inline program.`);
    }
    return undefined;
}

/** Returns whether `require` of the provider text succeeds in a process with this folder. */
function canLoadFrom(folder: string): boolean {
    try {
        createRequire(join(folder, "index.js")).resolve("pulumi-mysafe/provider");
        return true;
    } catch {
        return false;
    }
}

function formatMissing(folder: string): string {
    const add = "add pulumi-mysafe to the dependencies of the program's own package.json";
    const explanation =
        packageFolder === undefined
            ? {
                  cause: "the program's bundle contains the package, and no node_modules folder of the program does.",
                  solution: `${add}, install it, and mark it as external in the bundler.`,
              }
            : {
                  cause: `a library or a link loads it from ${dirname(packageFolder)}. No node_modules folder of the program has it.`,
                  solution: `${add}, and install it.`,
              };
    return formatError(`Pulumi's provider process cannot load pulumi-mysafe from ${folder}`, explanation);
}
