import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { exampleNames, examplesFolder, readManifest } from "./support/withExample";

describe("the folder of each example", () => {
    for (const name of exampleNames) {
        const folder = join(examplesFolder, name);
        const read = (file: string) => readFileSync(join(folder, file), "utf8");

        it(`${name} is complete without files outside its folder`, () => {
            for (const file of ["index.ts", "package.json", "Pulumi.yaml", "tsconfig.json", "README.md"]) {
                assert.ok(existsSync(join(folder, file)), file);
            }
            const manifest = readManifest(folder);
            assert.equal(manifest.name, `mysafe-${name}`);
            assert.match(read("Pulumi.yaml"), new RegExp(`^name: mysafe-${name}$`, "m"));
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

        it(`${name} has a README that sets the configuration of its program`, () => {
            const settings = [...read("README.md").matchAll(/\bpulumi config set (?:--secret )?([\w:]+)/g)].map(
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

        it(`${name} is in the table of examples/README.md`, () => {
            const table = readFileSync(join(examplesFolder, "README.md"), "utf8");
            assert.match(table, new RegExp(`^\\| \\[${name}\\]\\(${name}/README\\.md\\) \\|`, "m"));
        });
    }
});
