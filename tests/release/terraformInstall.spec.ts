import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { findTofuProblem, getTofu } from "../../bench/tofu/build";
import { environmentWithSettings } from "../../bench/tofu/environment";
import { bundleProgram } from "../../release/bundleProgram";
import { terraformProvider } from "../../release/programs";
import { ownTarget } from "../../release/targets";
import { releaseVersion } from "../../release/writeRelease";
import { examplesFolder } from "../examples/support/withExample";
import { missing } from "../support/missing";
import { runTofu, type TofuRun } from "../support/runTofu";
import { temporaryFolder } from "../support/temporaryFolder";
import { providerArchive } from "./support/archives";

const version = releaseVersion();
const executableName = terraformProvider.executableName(ownTarget(), version);
/** By this variable, Terraform and OpenTofu start a provider. */
const magicCookie = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
/** The mirror in the settings of the page. */
const shownMirror = '"/usr/share/terraform/providers"';
const settings = readFileSync(join(__dirname, "fixtures", "mirror.tfrc"), "utf8");
const refused = findTofuProblem();

if (refused !== undefined) {
    missing("the Terraform provider's archive with OpenTofu", refused);
} else {
    describe("the Terraform provider's archive of this machine", function () {
        // The first run on a machine builds OpenTofu, which takes about 6 minutes.
        this.timeout(1_800_000);

        let tofuFolder = "";
        /** The part of a mirror's folder that names the provider, with the registry's host. */
        let address = "";
        let archive = "";

        before(async () => {
            const found = await getTofu();
            assert.ok("folder" in found, JSON.stringify(found));
            tofuFolder = found.folder;
            archive = await providerArchive();
            const folder = configuration();
            const { stdout } = await tofu(folder, "", "providers");
            address = /provider\[(\S+\/pulumi-mysafe\/mysafe)\]/.exec(stdout)?.[1] ?? assert.fail(stdout);
        });

        /** Copies the example. Returns its folder. */
        function configuration(): string {
            const folder = temporaryFolder("terraform");
            copyFileSync(join(examplesFolder, "terraform", "main.tf"), join(folder, "main.tf"));
            return folder;
        }

        function tofu(folder: string, text: string, ...args: string[]): Promise<TofuRun> {
            return runTofu(tofuFolder, args, { cwd: folder, env: environmentWithSettings(folder, text) });
        }

        /** Puts the archive into a mirror, as it is. */
        function fill(mirror: string): void {
            mkdirSync(join(mirror, address), { recursive: true });
            copyFileSync(archive, join(mirror, address, basename(archive)));
        }

        /** Installs the provider by `tofu init`. Returns the folder of its files. */
        async function installed(folder: string, text: string): Promise<string> {
            const { exitCode, stdout, stderr } = await tofu(folder, text, "init", "-input=false", "-no-color");
            assert.equal(exitCode, 0, stderr);
            assert.match(stdout, new RegExp(`Installed pulumi-mysafe/mysafe v${version} `));
            const platform = ownTarget().goName.replace("-", "_");
            return join(folder, ".terraform", "providers", address, version, platform);
        }

        it("is what `tofu init` installs from a mirror that the settings of the page name", async () => {
            const mirror = temporaryFolder("mirror");
            fill(mirror);
            assert.ok(settings.includes(shownMirror));
            const files = await installed(configuration(), settings.replace(shownMirror, JSON.stringify(mirror)));
            assert.deepEqual(readdirSync(files).sort(), ["LICENSE", "THIRD-PARTY-LICENSES", executableName]);
            assert.equal(statSync(join(files, executableName)).mode & 0o111, 0o111);
            const code = Buffer.from((await bundleProgram(terraformProvider)).code);
            assert.ok(readFileSync(join(files, executableName)).includes(code), "the script is another");
            const licenses = readFileSync(join(files, "THIRD-PARTY-LICENSES"), "utf8");
            assert.match(licenses, /^## Node\.js \d/m);
        });

        it("is what `tofu init` installs from the folder terraform.d/plugins without settings", async () => {
            const folder = configuration();
            fill(join(folder, "terraform.d", "plugins"));
            assert.ok(readdirSync(await installed(folder, "")).includes(executableName));
        });

        it("starts for the tool alone, and otherwise says what it is", async () => {
            const folder = configuration();
            fill(join(folder, "terraform.d", "plugins"));
            const file = join(await installed(folder, ""), executableName);
            const { TF_PLUGIN_MAGIC_COOKIE: _, ...env } = process.env;
            const alone = spawnSync(file, { env, encoding: "utf8" });
            assert.equal(alone.status, 1);
            assert.match(alone.stdout + alone.stderr, /plugin.*Terraform.*OpenTofu/s);

            const started = spawn(file, { env: { ...env, TF_PLUGIN_MAGIC_COOKIE: magicCookie } });
            try {
                const [line] = await once(createInterface(started.stdout), "line");
                assert.match(line, /^1\|6\|tcp\|127\.0\.0\.1:\d+\|grpc/);
            } finally {
                started.kill();
            }
        });

        it("has an example that `tofu fmt` leaves as it is", async () => {
            const { exitCode, stdout } = await tofu(configuration(), "", "fmt", "-check", "-diff", "main.tf");
            assert.equal(exitCode, 0, stdout);
        });
    });
}
