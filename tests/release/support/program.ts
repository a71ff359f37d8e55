import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../support/temporaryFolder";

/**
 * Writes a program that declares password 312 with the SDK alone, so that only an installed plugin can serve it.
 *
 * @param options Resource options, such as the plugin's version.
 * @throws Error if the program can load the npm package.
 */
export function writePluginProgram(options: Record<string, string>): string {
    const folder = temporaryFolder("plugin-program");
    const source = `
const pulumi = require("@pulumi/pulumi");
class PasswordDisablement extends pulumi.CustomResource {
    constructor(name, args, options) {
        super("mysafe:index:PasswordDisablement", name, { status: undefined, outcome: undefined, ...args }, options);
    }
}
const dba = new PasswordDisablement("dba", { identifier: "312" }, ${JSON.stringify(options)});
exports.status = dba.status;
exports.outcome = dba.outcome;
`;
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", private: true, main: "index.js" }));
    writeFileSync(join(folder, "index.js"), source);
    mkdirSync(join(folder, "node_modules", "@pulumi"), { recursive: true });
    const sdk = dirname(require.resolve("@pulumi/pulumi/package.json"));
    symlinkSync(sdk, join(folder, "node_modules", "@pulumi", "pulumi"), "junction");
    try {
        createRequire(join(folder, "index.js")).resolve("pulumi-mysafe");
    } catch {
        return folder;
    }
    throw new Error(`the program in ${folder} can load pulumi-mysafe`);
}
