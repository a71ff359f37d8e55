/** The layouts of a program and its packages: those that work, and those that a program refuses. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { type Dependencies, installedFiles, layout, writeProgramInto } from "../support/layouts";
import { install, type PackageManager } from "../support/packageManagers";

/** A layout. */
export interface LayoutCase {
    title: string;
    /** Makes the layout, and returns the `main` of its `Pulumi.yaml`. */
    make(): Promise<string>;
    /** True for the few layouts of `npm test`. */
    isFew?: boolean;
    /** True where Node needs Yarn's hooks. */
    isPlugAndPlay?: boolean;
    /** The texts of the error that refuses the layout. */
    refusal?: RegExp[];
}

const declaration = 'new PasswordDisablement("former-dba", { identifier: 312, reason: "CHG-2041" })';
const commonJs = `
const { PasswordDisablement } = require("pulumi-mysafe");
exports.status = ${declaration}.status;
`;
const esModule = `
import { PasswordDisablement } from "pulumi-mysafe";
export const { status } = ${declaration};
`;

/** A library of the user's, and a program that declares by it alone. */
const library = `
const { PasswordDisablement } = require("pulumi-mysafe");
exports.disable = () => ${declaration};
`;
const programOfLibrary = 'exports.status = require("library").disable().status;\n';

const add = "add pulumi-mysafe to the dependencies of the program's own package\\.json";
const summary =
    /error: PasswordDisablement "former-dba": Pulumi's provider process cannot load pulumi-mysafe from \S+\n/;
const inBundle = [
    summary,
    /\n\s*Cause: the program's bundle contains the package, and no node_modules folder of the program does\.\n/,
    new RegExp(`\n\\s*Solution: ${add}, install it, and mark it as external in the bundler\\.\n`),
];
const throughLibrary = [
    summary,
    /\n\s*Cause: a library or a link loads it from \S+pulumi-mysafe\. No node_modules folder of the program has it\.\n/,
    new RegExp(`\n\\s*Solution: ${add}, and install it\\.\n`),
];

/** Makes a project of one package. */
function single(manager: PackageManager, files: Record<string, string> = {}, ...flags: string[]): Promise<string> {
    return installedFiles(
        [manager, ...Object.values(files), ...flags].join("-").replace(/\W+/g, "-"),
        ({ both }) => ({ "package.json": manifest("user", both), "index.js": commonJs, ...files }),
        (folder) => install(manager, folder, ...flags),
    );
}

/** Makes a workspace of a program and a library that has the package. Returns the program's folder. */
async function workspace(
    manager: PackageManager,
    own: keyof Dependencies,
    files: Record<string, string> = {},
    ...flags: string[]
): Promise<string> {
    const version = manager === "npm" ? "*" : "workspace:*";
    const key = ["workspace", manager, own, ...flags].join("-").replace(/\W+/g, "-");
    const folder = await installedFiles(
        key,
        (dependencies) => ({
            "package.json": { ...manifest("root", {}), workspaces: ["packages/*"] },
            ...files,
            "packages/library/package.json": { ...manifest("library", dependencies.both), version: "1.0.0" },
            "packages/library/index.js": library,
            "packages/program/package.json": manifest("program", { ...dependencies[own], library: version }),
            "packages/program/index.js": programOfLibrary,
        }),
        (root) => install(manager, root, ...flags),
    );
    return join(folder, "packages", "program");
}

const pnpmWorkspace = { "pnpm-workspace.yaml": 'packages: ["packages/*"]\n' };
const nodeModules = { ".yarnrc.yml": "nodeLinker: node-modules\n" };

/** Returns the options of esbuild that give an ES module a `require`. */
const requireInModule = {
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
};

/**
 * Bundles a program into a folder of a project with the SDK. Returns the bundle's file.
 *
 * @param both True for a project that also has the package.
 */
async function bundle(name: string, both: boolean, format: "cjs" | "esm", options: BuildOptions): Promise<string> {
    const source = await layout("npm");
    const project = both
        ? source
        : await installedFiles(
              "sdk-alone",
              ({ sdk }) => ({ "package.json": manifest("user", sdk) }),
              (folder) => install("npm", folder, "--prefer-offline"),
          );
    const folder = join(project, "bundles", name, "dist");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ type: format === "cjs" ? "commonjs" : "module" }));
    const outfile = join(folder, "index.js");
    await build({
        stdin: { contents: format === "cjs" ? commonJs : esModule, resolveDir: source },
        bundle: true,
        platform: "node",
        format,
        outfile,
        logLevel: "error",
        ...options,
        external: ["@pulumi/pulumi", ...(options.external ?? [])],
    });
    return outfile;
}

const external = { external: ["pulumi-mysafe"] };

/** Writes a program into the project of npm. */
async function program(name: string, source: string): Promise<string> {
    return writeProgramInto(join(await layout("npm"), "programs", name), source);
}

/** The layouts that work. */
export const workingLayouts: LayoutCase[] = [
    { title: "npm with linked packages", make: () => single("npm", {}, "--install-strategy=linked") },
    { title: "npm with nested packages", make: () => single("npm", {}, "--install-strategy=nested") },
    { title: "pnpm with hoisted packages", make: () => single("pnpm", {}, "--config.node-linker=hoisted") },
    { title: "Yarn with node_modules", make: () => single("yarn", nodeModules), isFew: true },
    { title: "Yarn with pnpm's layout", make: () => single("yarn", { ".yarnrc.yml": "nodeLinker: pnpm\n" }) },
    { title: "Yarn 1", make: () => single("yarn classic") },
    { title: "bun's installation", make: () => single("bun") },
    { title: "an npm workspace whose library has the package", make: () => workspace("npm", "sdk"), isFew: true },
    { title: "an npm workspace", make: () => workspace("npm", "both") },
    { title: "a Yarn workspace", make: () => workspace("yarn", "both", nodeModules) },
    { title: "a pnpm workspace", make: () => workspace("pnpm", "both", pnpmWorkspace) },
    { title: "a bundle without the package", make: () => bundle("external", true, "cjs", external), isFew: true },
    { title: "an ES module bundle without the package", make: () => bundle("module", true, "esm", external) },
    { title: "a bundle that contains it, where it is installed", make: () => bundle("own", true, "cjs", {}) },
    {
        title: "an ES module bundle that contains it, where it is installed",
        make: () => bundle("own-module", true, "esm", requireInModule),
    },
    {
        title: "a program that leaves its folder before it loads the package",
        make: () => program("leaving", `process.chdir(require("node:os").tmpdir());\n${commonJs}`),
        isFew: true,
    },
    {
        title: "a link to the program's folder",
        async make() {
            const target = await program("target", commonJs);
            const link = `${target}-link`;
            symlinkSync(target, link, "junction");
            return link;
        },
    },
];

/** The layouts that a program refuses. */
export const refusedLayouts: LayoutCase[] = [
    {
        title: "a bundle that contains the package",
        make: () => bundle("whole", false, "cjs", {}),
        refusal: inBundle,
        isFew: true,
    },
    {
        title: "an ES module bundle that contains the package",
        make: () => bundle("whole-module", false, "esm", requireInModule),
        refusal: inBundle,
    },
    {
        title: "an ES module bundle that contains the package and has no `require`",
        make: () => bundle("no-require", true, "esm", {}),
        refusal: [
            /error: pulumi-mysafe cannot load from a bundle that is an ES module\n/,
            /\n\s*Cause: the bundle contains the package, which is CommonJS, and has no `require`\.\n/,
            /\n\s*Solution: mark pulumi-mysafe as external in the bundler, and install it as a dependency of the program\.\n/,
        ],
    },
    {
        title: "a pnpm workspace where a library alone has the package",
        make: () => workspace("pnpm", "sdk", pnpmWorkspace),
        refusal: throughLibrary,
        isFew: true,
    },
    {
        title: "an npm workspace with linked packages where a library alone has the package",
        make: () => workspace("npm", "sdk", {}, "--install-strategy=linked"),
        refusal: throughLibrary,
    },
    {
        title: "Yarn's Plug'n'Play",
        make: () => single("yarn"),
        isPlugAndPlay: true,
        refusal: [
            /error: PasswordDisablement "former-dba": pulumi-mysafe does not support Yarn Plug'n'Play\n/,
            /\n\s*Solution: set `nodeLinker: node-modules` in \.yarnrc\.yml, and run `yarn install`\.\n/,
        ],
        isFew: true,
    },
];

function manifest(name: string, dependencies: Record<string, string>) {
    return { name, private: true, main: "index.js", dependencies };
}
