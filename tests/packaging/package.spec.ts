import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packedProject, writeProgram } from "../support/packedProject";

describe("the packed package", function () {
    this.timeout(120_000);

    let folder = "";
    let installed = "";

    before(async () => {
        ({ folder } = await packedProject());
        installed = join(folder, "node_modules", "pulumi-mysafe");
    });

    it("holds compiled JavaScript, types and papers, and nothing else", () => {
        const files = readdirSync(installed, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
            // Where npm puts a dependency that the project has in another version.
            .filter((file) => !file.startsWith("node_modules"));
        const strangers = files.filter(
            (file) => !/^(dist\/\w+\.(js|d\.ts)|package\.json|README\.md|LICENSE)$/.test(file),
        );
        assert.deepEqual(strangers, []);
        for (const file of ["dist/index.js", "dist/index.d.ts", "dist/provider.js", "README.md", "LICENSE"]) {
            assert.ok(files.includes(file), `${file} is missing`);
        }
        const bytes = files.reduce((sum, file) => sum + statSync(join(installed, file)).size, 0);
        // A bound on growth: the texts of errors, the types' comments and the license are more than half of it.
        assert.ok(bytes < 142_000, `${bytes} bytes unpacked`);
    });

    it("has the short README that is made for it", () => {
        const readme = readFileSync(join(installed, "README.md"), "utf8");
        assert.equal(readme, readFileSync(join(__dirname, "..", "..", "provider", "npm.md"), "utf8"));
        assert.ok(readme.length < 3_500, `${readme.length} characters`);
    });

    it("has one file of code for each of its doors, in which errors keep their names", () => {
        const code = readdirSync(join(installed, "dist")).filter((file) => file.endsWith(".js"));
        assert.deepEqual(code.sort(), ["cli.js", "index.js", "provider.js"]);
        const provider = readFileSync(join(installed, "dist", "provider.js"), "utf8");
        for (const name of ["VaultError", "ConnectionError", "UnconfirmedError", "UnfinishedError", "ConfigError"]) {
            assert.ok(provider.includes(`"${name}"`), name);
        }
    });

    it("has types without errors of its own for Pulumi's TypeScript template, which checks libraries too", async () => {
        const program = await writeProgram(
            "template",
            'import { PasswordDisablement } from "pulumi-mysafe";\nnew PasswordDisablement("a", { identifier: 312 });\n',
            "index.ts",
        );
        const compilerOptions = {
            strict: true,
            noEmit: true,
            target: "es2020",
            module: "commonjs",
            moduleResolution: "node",
            experimentalDecorators: true,
            types: [],
        };
        writeFileSync(join(program, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
        const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
        const { stdout } = spawnSync(process.execPath, [compiler, "--project", program], { encoding: "utf8" });
        const ours = stdout.split("\n").filter((line) => /pulumi-mysafe|index\.ts/.test(line));
        assert.deepEqual(ours, []);
    });

    it("has no script that npm runs, or warns of, when it is installed", () => {
        const { scripts = {} } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
        assert.deepEqual(
            Object.keys(scripts).filter((name) => /install|prepare/.test(name)),
            [],
        );
    });

    it("names no path of the machine that built it", () => {
        const repository = join(__dirname, "..", "..");
        for (const file of readdirSync(join(installed, "dist"))) {
            assert.ok(!readFileSync(join(installed, "dist", file), "utf8").includes(repository), file);
        }
    });

    it("is loaded by plain node through both its doors, without a warning", () => {
        const script = 'require("pulumi-mysafe"); console.log(Object.keys(require("pulumi-mysafe/provider")).join());';
        const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
        assert.equal(stderr, "");
        const names = stdout.trim().split(",");
        for (const kind of [
            "passwordDisablement",
            "passwordDisablementSet",
            "noteDisablement",
            "apiSecretDisablement",
        ]) {
            assert.ok(names.includes(kind), `states name ${kind}`);
        }
    });

    it("has the vault's client once, in the provider's file", () => {
        const having = readdirSync(join(installed, "dist")).filter((file) =>
            readFileSync(join(installed, "dist", file), "utf8").includes("no Route matched with those values"),
        );
        assert.deepEqual(having, ["provider.js"]);
    });

    it("starts its provider without the SDK, which takes most of a second to load", () => {
        const script = `require("pulumi-mysafe/provider");
            console.log(JSON.stringify(Object.keys(require.cache)));`;
        const output = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
        const loaded: string[] = JSON.parse(output);
        assert.deepEqual(
            loaded.filter((file) => file.includes("@pulumi")),
            [],
            "the provider loads the SDK",
        );
    });

    for (const [module, moduleResolution] of [
        ["nodenext", "nodenext"],
        ["esnext", "bundler"],
        ["commonjs", "node10"],
    ]) {
        it(`has types that a strict program takes, and that refuse wrong arguments (${moduleResolution})`, async () => {
            const program = await writeProgram(
                `types-${moduleResolution}`,
                `import * as pulumi from "@pulumi/pulumi";
                import { type OnDestroy, type Outcome, PasswordDisablement, type PasswordDisablementArgs } from "pulumi-mysafe";
                const args: PasswordDisablementArgs = { identifier: pulumi.output("312"), reason: pulumi.secret("x") };
                const made = new PasswordDisablement("a", args, { protect: true });
                const onDestroy: OnDestroy = "enable";
                new PasswordDisablement("b", { identifier: 312, onDestroy });
                export const drifts: pulumi.Output<number> = made.driftCorrected;
                // @ts-expect-error: one of two words
                new PasswordDisablement("f", { identifier: 312, onDestroy: "delete" });
                export const outcome: pulumi.Output<Outcome> = made.outcome;
                // @ts-expect-error: the identifier must be there
                new PasswordDisablement("c", { reason: "x" });
                // @ts-expect-error: and be a number or a text
                new PasswordDisablement("d", { identifier: true });
                // @ts-expect-error: outputs are no arguments
                new PasswordDisablement("e", { identifier: 1, status: "inactive" });
                `,
                "index.ts",
            );
            const compilerOptions = {
                strict: true,
                noEmit: true,
                module,
                moduleResolution,
                target: "es2022",
                types: [],
            };
            writeFileSync(
                join(program, "tsconfig.json"),
                JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true }, include: ["index.ts"] }),
            );
            const compiler = join(folder, "node_modules", "typescript", "bin", "tsc");
            execFileSync(process.execPath, [compiler, "--project", program], { encoding: "utf8", stdio: "pipe" });
        });
    }
});
