import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { findTofuProblem, getTofu } from "../../bench/tofu/build";
import { tofuEnvironment } from "../../bench/tofu/environment";
import { terraformExamplesFolder } from "../../reference/terraformPages";
import { missing } from "../support/missing";
import { runTofu } from "../support/runTofu";
import { temporaryFolder } from "../support/temporaryFolder";
import { terraformProviderFolder } from "../support/terraformProvider";

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
                const name = `${basename(example, ".tf")}-${basename(dirname(example))}.tf`;
                copyFileSync(join(terraformExamplesFolder, example), join(folder, name));
            }
            const env = tofuEnvironment(await terraformProviderFolder(), folder, "pulumi-mysafe/mysafe");
            run = async (...args) => (await runTofu(tofu.folder, args, { cwd: folder, env })).stdout;
        });

        it("are valid for OpenTofu with the provider", async () => {
            const { valid, diagnostics } = JSON.parse(await run("validate", "-json"));
            const errors = (diagnostics as { severity: string; summary: string; detail: string }[])
                .filter(({ severity }) => severity === "error")
                .map(({ summary, detail }) => `${summary}: ${detail}`);
            assert.deepEqual(errors, []);
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
