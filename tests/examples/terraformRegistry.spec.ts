import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { terraformProviderFolder, terraformProviderSource } from "../../bench/terraformProvider";
import { findTofuProblem, getTofu } from "../../bench/tofu/build";
import { tofuEnvironment } from "../../bench/tofu/environment";
import { fileName } from "../../engine/onPath";
import { terraformExamplesFolder } from "../../reference/terraformPages";
import { missing } from "../support/missing";
import { temporaryFolder } from "../support/temporaryFolder";

const runFile = promisify(execFile);
const refused = findTofuProblem();

if (refused !== undefined) {
    missing("the examples of the Terraform provider's pages", refused);
} else {
    describe("the examples of the Terraform provider's pages", function () {
        // The first run on a machine builds OpenTofu, which takes about 6 minutes.
        this.timeout(1_800_000);

        const examples = filesIn(terraformExamplesFolder, ".tf");
        let run: (...args: string[]) => Promise<string>;

        before(async () => {
            const tofu = await getTofu();
            assert.ok("folder" in tofu, JSON.stringify(tofu));
            // One configuration with all of them, each under the name of its page.
            const folder = temporaryFolder("terraform-examples");
            for (const example of examples) {
                const kind = basename(example, ".tf");
                copyFileSync(
                    join(terraformExamplesFolder, example),
                    join(folder, `${kind}-${basename(dirname(example))}.tf`),
                );
            }
            const env = tofuEnvironment(await terraformProviderFolder(), folder, terraformProviderSource);
            run = async (...args) => {
                const file = join(tofu.folder, fileName("tofu", process.platform));
                const { stdout } = await runFile(file, args, { cwd: folder, env }).catch((error) => error);
                return stdout;
            };
        });

        it("are valid for OpenTofu with the provider", async () => {
            const { valid, diagnostics } = JSON.parse(await run("validate", "-json"));
            const summaries = (diagnostics as { severity: string; summary: string; detail: string }[])
                .filter(({ severity }) => severity === "error")
                .map(({ summary, detail }) => `${summary}: ${detail}`);
            assert.deepEqual(summaries, []);
            assert.equal(valid, true);
            assert.ok(examples.length >= 7);
        });

        it("import a resource of their page", () => {
            const imports = filesIn(terraformExamplesFolder, ".sh");
            assert.ok(imports.length > 0);
            for (const file of imports) {
                const [, type, name] = /^terraform import (\w+)\.(\w+) \S+\n$/.exec(read(file)) ?? [];
                assert.ok(read(join(dirname(file), "resource.tf")).includes(`resource "${type}" "${name}" {`), file);
            }
        });

        it("have the format of `tofu fmt`", async () => {
            assert.equal(await run("fmt", "-check", "-diff"), "");
        });
    });
}

function filesIn(folder: string, ending: string): string[] {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
    return files.filter((file) => file.endsWith(ending));
}

function read(example: string): string {
    return readFileSync(join(terraformExamplesFolder, example), "utf8");
}
