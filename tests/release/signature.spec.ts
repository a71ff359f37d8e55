import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { missing } from "../support/missing";
import { temporaryFolder } from "../support/temporaryFolder";

const workflow = join(__dirname, "..", "..", ".github", "workflows", "publish.yml");
const passphrase = "a passphrase";
const checksums = "terraform-provider-mysafe_0.1.0_SHA256SUMS";
const publicKey = "terraform-provider-mysafe_0.1.0_key.asc";

/** The script that the workflow signs with. */
const script: string = parse(readFileSync(workflow, "utf8")).jobs.sign.steps[1].run;

if (spawnSync("gpg", ["--version"]).status !== 0) {
    missing("signatures by GnuPG", "there is no gpg on PATH");
} else {
    describe("the signature of a release", function () {
        this.timeout(60_000);

        /** A home of GnuPG has a short path, as that of its socket is limited. */
        const home = temporaryFolder("gpg");
        const folder = join(home, "release");
        const env = { ...process.env, GNUPGHOME: home };
        let key = "";

        before(() => {
            const secret = ["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", passphrase];
            const user = "Tests <tests@example.com>";
            execFileSync("gpg", [...secret, "--quick-generate-key", user, "rsa3072", "sign"], { env, stdio: "pipe" });
            key = execFileSync("gpg", [...secret, "--armor", "--export-secret-keys"], { env, encoding: "utf8" });
            mkdirSync(folder);
            writeFileSync(join(folder, checksums), "0123  terraform-provider-mysafe_0.1.0_linux_amd64.zip\n");
        });

        after(() => {
            execFileSync("gpgconf", ["--kill", "all"], { env });
        });

        /** Signs as the workflow does. */
        function sign(entered: string) {
            const variables = { ...process.env, KEY: key, PASSPHRASE: entered };
            const shell = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
            return spawnSync("bash", shell, { cwd: folder, env: variables, encoding: "utf8" });
        }

        it("is not made with a wrong passphrase", () => {
            assert.notEqual(sign("another").status, 0);
            assert.deepEqual(readdirSync(folder), [checksums]);
        });

        it("is binary, fits the checksums by the public key beside it, and the log has neither key nor passphrase", () => {
            const { status, stdout, stderr } = sign(passphrase);
            assert.equal(status, 0, stderr);
            assert.deepEqual(readdirSync(folder).sort(), [checksums, `${checksums}.sig`, publicKey].sort());
            assert.match(readFileSync(join(folder, publicKey), "utf8"), /^-----BEGIN PGP PUBLIC KEY BLOCK-----$/m);
            assert.doesNotMatch(stdout + stderr, /a passphrase|PRIVATE KEY/);
            const signature = readFileSync(join(folder, `${checksums}.sig`));
            // The packet of a signature in the old or the new format of OpenPGP.
            assert.ok([0x88, 0x89, 0xc2].includes(signature.readUInt8(0)));
            const reader = { ...process.env, GNUPGHOME: join(home, "reader") };
            mkdirSync(reader.GNUPGHOME, { mode: 0o700 });
            execFileSync("gpg", ["--batch", "--import", publicKey], { cwd: folder, env: reader, stdio: "pipe" });
            const verify = ["--batch", "--verify", `${checksums}.sig`, checksums];
            assert.equal(spawnSync("gpg", verify, { cwd: folder, env: reader }).status, 0);
            writeFileSync(join(folder, checksums), "changed\n");
            assert.equal(spawnSync("gpg", verify, { cwd: folder, env: reader }).status, 1);
        });
    });
}
