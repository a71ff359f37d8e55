import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { exampleNames, examplesFolder, nodeExampleNames, readManifest } from "./support/withExample";

describe("the folder of each example", () => {
    for (const name of exampleNames) {
        const page = pageOf(name);

        it(`${name} has a project of its name, a page, and a row in the table of examples/README.md`, () => {
            if (name !== "terraform") {
                const project = readFileSync(join(examplesFolder, name, "Pulumi.yaml"), "utf8");
                assert.match(project, new RegExp(`^name: mysafe-${name}$`, "m"));
            }
            assert.ok(existsSync(join(examplesFolder, page)), page);
            const table = readFileSync(join(examplesFolder, "README.md"), "utf8");
            assert.ok(table.includes(`\n| [${name}](${page}) |`), `no row for ${name}`);
        });
    }

    for (const name of nodeExampleNames) {
        const folder = join(examplesFolder, name);
        const read = (file: string) => readFileSync(join(folder, file), "utf8");

        it(`${name} is complete without files outside its folder`, () => {
            for (const file of ["index.ts", "package.json", "tsconfig.json"]) {
                assert.ok(existsSync(join(folder, file)), file);
            }
            const manifest = readManifest(folder);
            assert.equal(manifest.name, `mysafe-${name}`);
            assert.doesNotMatch(read("tsconfig.json"), /\.\.\//);

            const sources = readdirSync(folder).filter((file) => /\.(ts|mjs)$/.test(file));
            const imported = sources.flatMap((file) =>
                [...read(file).matchAll(/from "([^".][^"]*)"/g)].map(([, module = ""]) => module),
            );
            const declared = Object.keys(manifest.dependencies);
            const missing = imported.filter(
                (module) =>
                    !builtinModules.includes(module.replace(/^node:/, "")) &&
                    !declared.some((dependency) => module === dependency || module.startsWith(`${dependency}/`)),
            );
            assert.deepEqual(missing, []);
        });

        it(`${name} has a page that sets the configuration of its program`, () => {
            const text = readFileSync(join(examplesFolder, pageOf(name)), "utf8");
            const settings = [...text.matchAll(/\bpulumi config set (?:--secret )?([\w:]+)/g)].map(
                ([, key = ""]) => key,
            );
            const own = settings.filter((key) => !key.startsWith("mysafe:"));
            assert.deepEqual(
                own.filter((key) => !read("index.ts").includes(`("${key}")`)),
                [],
            );
            const required = [...read("index.ts").matchAll(/config\.require\w*(?:<.*>)?\("(\w+)"\)/g)];
            assert.deepEqual(
                required.map(([, key = ""]) => key).filter((key) => !own.includes(key)),
                [],
            );
        });
    }
});

/** Returns the page of an example, from the folder of all: its README, or the page of its language. */
function pageOf(name: string): string {
    const own = `${name}/README.md`;
    return existsSync(join(examplesFolder, own)) ? own : `../docs/${name}.md`;
}
