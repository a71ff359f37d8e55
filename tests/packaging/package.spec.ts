import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { join } from "node:path";
import { packedProject, writeProgram } from "../support/packedProject";

const repository = join(__dirname, "..", "..");

describe("the packed package", function () {
    this.timeout(120_000);

    let folder = "";
    let installed = "";
    /** Returns the files of the package, without dependencies below it. */
    let files: string[] = [];
    const read = (file: string) => readFileSync(join(installed, file), "utf8");

    before(async () => {
        ({ folder } = await packedProject());
        installed = join(folder, "node_modules", "pulumi-mysafe");
        files = readdirSync(installed, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1))
            .filter((file) => !file.startsWith("node_modules"));
    });

    it("contains only code, types, sources, documents and the schema", () => {
        const others = files.filter(
            (file) =>
                !/^dist\/.+\.(js|d\.ts)(\.map)?$/.test(file) &&
                !/^src\/.+\.ts$/.test(file) &&
                !["package.json", "schema.json", "README.md", "LICENSE"].includes(file),
        );
        assert.deepEqual(others, []);
    });

    it("takes at most 620 kB unpacked", () => {
        const bytes = files.reduce((sum, file) => sum + statSync(join(installed, file)).size, 0);
        assert.ok(bytes <= 620_000, `${bytes} bytes`);
    });

    it("has one module of code for each source but those of the Terraform provider, and none of a deleted source", () => {
        const sources = readdirSync(join(repository, "provider", "src"), { recursive: true, encoding: "utf8" });
        assert.deepEqual(
            files.filter((file) => file.endsWith(".js")).sort(),
            sources
                .filter((name) => name.endsWith(".ts") && !/^terraform[./\\]/.test(name))
                .map((name) => join("dist", name.replace(/ts$/, "js")))
                .sort(),
        );
    });

    it("has readable code: comments, names and line breaks as in the source", () => {
        const source = readFileSync(join(repository, "provider", "src", "shared", "collections.ts"), "utf8");
        const code = read(join("dist", "shared", "collections.js"));
        const comments = source.split("\n").filter((line) => /^\s*\/[/*]/.test(line));
        assert.ok(comments.length > 0);
        for (const line of [...comments, "        const group = groups.get(key) ?? [];"]) {
            assert.ok(code.split("\n").includes(line), line);
        }
    });

    it("has a source map for each module of code", () => {
        const code = files.filter((file) => file.endsWith(".js"));
        assert.deepEqual(
            code.filter((file) => !files.includes(`${file}.map`) || !read(file).includes("//# sourceMappingURL=")),
            [],
        );
    });

    it("has source maps that lead from a line of code to its line in the source", () => {
        const file = join("dist", "shared", "collections.js");
        const map = new SourceMap(JSON.parse(read(`${file}.map`)));
        const source = readFileSync(join(repository, "provider", "src", "shared", "collections.ts"), "utf8").split(
            "\n",
        );
        const line = read(file)
            .split("\n")
            .findIndex((text) => text.includes("await work("));
        const entry = map.findEntry(line, 12);
        assert.ok("originalLine" in entry);
        assert.equal(entry.originalSource, "../../src/shared/collections.ts");
        assert.match(source[entry.originalLine] ?? "", /await work\(/);
    });

    it("has the source of each declaration, which editors open", () => {
        for (const file of files.filter((name) => name.endsWith(".d.ts"))) {
            const { sources } = JSON.parse(read(`${file}.map`));
            const source = join(file, "..", sources[0]);
            assert.ok(files.includes(source), source);
        }
    });

    it("has its own short README", () => {
        assert.equal(read("README.md"), readFileSync(join(repository, "provider", "npm.md"), "utf8"));
        assert.ok(read("README.md").length < 3_500);
    });

    it("compiles without errors in Pulumi's TypeScript template, which checks libraries too", async () => {
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

    it("has no install script", () => {
        const { scripts = {} } = JSON.parse(read("package.json"));
        assert.deepEqual(
            Object.keys(scripts).filter((name) => /install|prepare/.test(name)),
            [],
        );
    });

    it("names no path of the machine that built it", () => {
        for (const file of files) {
            assert.ok(!read(file).includes(repository), file);
        }
    });

    it("loads in Node through both entry points without a warning", () => {
        const script = 'require("pulumi-mysafe"); require("pulumi-mysafe/provider");';
        const { status, stderr } = spawnSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
        assert.deepEqual([status, stderr], [0, ""]);
    });

    it("exports the names in the provider text of states", () => {
        const script = 'console.log(Object.keys(require("pulumi-mysafe/provider")).sort().join());';
        const output = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
        assert.equal(output, "apiSecretDisablement,noteDisablement,passwordDisablement,passwordDisablementSet\n");
    });

    it("has a command that knows its version", () => {
        const command = join(folder, "node_modules", ".bin", "pulumi-mysafe");
        const shell = process.platform === "win32";
        const { stdout } = spawnSync(command, ["--version"], { encoding: "utf8", shell });
        assert.equal(stdout, `${JSON.parse(read("package.json")).version}\n`);
    });

    it("starts a program without the vault's client, which most programs do not need", () => {
        const script = 'require("pulumi-mysafe"); console.log(Object.keys(require.cache).join("\\n"));';
        const output = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
        assert.doesNotMatch(output, /node-fetch|pulumi-mysafe\/dist\/client\/transport/);
    });

    it("starts its provider without the SDK, which loads slowly", () => {
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
        it(`has types for a strict program, which refuse wrong arguments (${moduleResolution})`, async () => {
            const program = await writeProgram(
                `types-${moduleResolution}`,
                `import * as pulumi from "@pulumi/pulumi";
                import { type OnDestroy, type Outcome, PasswordDisablement, type PasswordDisablementArgs } from "pulumi-mysafe";
                const args: PasswordDisablementArgs = { identifier: pulumi.output("312"), reason: pulumi.secret("x") };
                const made = new PasswordDisablement("a", args, { protect: true });
                const onDestroy: OnDestroy = "restore";
                new PasswordDisablement("b", { identifier: 312, onDestroy });
                export const drifts: pulumi.Output<number> = made.driftCorrections;
                // @ts-expect-error: one of two values
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
