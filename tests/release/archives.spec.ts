import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { bundleProgram } from "../../release/bundleProgram";
import { nodeOf } from "../../release/nodeOf";
import { pulumiPlugin, terraformProvider } from "../../release/programs";
import { ownTarget, targetOf, targets } from "../../release/targets";
import { releaseVersion } from "../../release/writeRelease";
import { temporaryFolder } from "../support/temporaryFolder";
import { archivesFolder, archivesTimeoutMs, providerFolder, unpacked } from "./support/archives";
import { machineOf } from "./support/machineOf";
import { signatureProblems } from "./support/signatures";

const repository = join(__dirname, "..", "..");
const fuse = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2";
const machines: Record<string, string> = {
    "linux-x64": "ELF x86-64",
    "linux-arm64": "ELF AArch64",
    "darwin-x64": "Mach-O x86-64",
    "darwin-arm64": "Mach-O AArch64",
    "win-x64": "PE x86-64",
    "win-arm64": "PE AArch64",
};

/** Returns the lines with the checksums of files. */
function sumsOf(folder: string, names: string[]): string {
    const sums = names.map((name) => {
        const sum = createHash("sha256").update(readFileSync(join(folder, name)));
        return `${sum.digest("hex")}  ${name}\n`;
    });
    return sums.join("");
}

/** Returns the number of bytes of a PE executable's signature. */
function signatureBytes(executable: Buffer): number {
    return executable.readUInt32LE(executable.readUInt32LE(0x3c) + 24 + 112 + 4 * 8 + 4);
}

describe("the archives of the plugin", function () {
    this.timeout(archivesTimeoutMs);

    let code: Buffer = Buffer.alloc(0);
    let files: string[] = [];

    before(async () => {
        const bundle = await bundleProgram(pulumiPlugin);
        [code, files] = [Buffer.from(bundle.code), bundle.files];
        await archivesFolder();
    });

    it("have the names that Pulumi downloads, and their checksums beside them", async () => {
        const folder = await archivesFolder();
        const names = ["linux", "darwin", "windows"].flatMap((system) =>
            ["amd64", "arm64"].map(
                (machine) => `pulumi-resource-mysafe-v${releaseVersion()}-${system}-${machine}.tar.gz`,
            ),
        );
        assert.deepEqual(readdirSync(folder).sort(), ["SHA256SUMS", ...names].sort());
        assert.equal(readFileSync(join(folder, "SHA256SUMS"), "utf8"), sumsOf(folder, names));
    });

    for (const target of targets) {
        it(`contain, for ${target.name}, Node for this machine with the plugin in it`, async () => {
            const folder = await unpacked(target);
            const name = pulumiPlugin.executableName(target, releaseVersion());
            assert.deepEqual(readdirSync(folder).sort(), ["LICENSE", "THIRD-PARTY-LICENSES", name]);
            assert.equal(
                readFileSync(join(folder, "LICENSE"), "utf8"),
                readFileSync(join(repository, "LICENSE"), "utf8"),
            );
            assert.equal(statSync(join(folder, name)).mode & 0o111, 0o111);
            const executable = readFileSync(join(folder, name));
            assert.equal(machineOf(executable), machines[target.name]);
            assert.ok(executable.includes(`${fuse}:1`), "Node runs no script");
            assert.ok(!executable.includes(`${fuse}:0`), "Node runs no script");
            assert.ok(code.length > 500_000 && executable.includes(code), "the script is another");
            if (target.name.startsWith("darwin-")) {
                assert.deepEqual(signatureProblems(executable), []);
                executable.writeUInt8(executable.readUInt8(5 * 4096) ^ 1, 5 * 4096);
                assert.deepEqual(signatureProblems(executable), ["wrong pages: 5"]);
            }
            if (target.name.startsWith("win-")) {
                assert.equal(signatureBytes(executable), 0, "Windows finds a signature that is invalid");
            }
        });
    }

    it("differ from Node itself in its script and its signature", async () => {
        const [mac, windows] = await Promise.all(
            ["darwin-arm64", "win-x64"].map(async (name) => {
                return readFileSync(await nodeOf(targetOf(name), temporaryFolder("node")));
            }),
        );
        assert.ok(mac?.includes(`${fuse}:0`) && !mac.includes(code) && signatureProblems(mac).length > 0);
        assert.ok(windows?.includes(`${fuse}:0`) && !windows.includes(code) && signatureBytes(windows) > 0);
    });

    it("contain of Pulumi's SDK only the messages of the protocol, with their licenses", async () => {
        const sdk = files.filter((file) => file.includes("@pulumi/"));
        assert.ok(sdk.length > 0);
        assert.deepEqual(
            sdk.filter((file) => !/^node_modules\/@pulumi\/pulumi\/proto\/\w+_pb\.js$/.test(file)),
            [],
        );
        const licenses = readFileSync(join(await unpacked(ownTarget()), "THIRD-PARTY-LICENSES"), "utf8");
        const [, ...sections] = licenses.split(/^## (?=\S+ \d)/m);
        for (const name of ["@grpc/grpc-js", "@pulumi/pulumi", "google-protobuf", "node-fetch", "Node.js"]) {
            assert.ok(
                sections.some((section) => section.startsWith(`${name} `)),
                name,
            );
        }
        const short = sections.filter((section) => section.length < 500);
        assert.deepEqual(
            short.filter((section) => !section.includes(" by Nathan Rajlich <")),
            [],
            "a package with neither the text of its license nor a known author",
        );
    });
});

describe("the archives of the Terraform provider", function () {
    this.timeout(archivesTimeoutMs);

    const version = releaseVersion();
    const manifest = `terraform-provider-mysafe_${version}_manifest.json`;
    const checksums = `terraform-provider-mysafe_${version}_SHA256SUMS`;

    it("have the names of each platform that a registry and a mirror expect", () => {
        assert.deepEqual(
            targets.map((target) => terraformProvider.archiveName(target, version)),
            ["linux", "darwin", "windows"].flatMap((system) =>
                ["amd64", "arm64"].map((machine) => `terraform-provider-mysafe_${version}_${system}_${machine}.zip`),
            ),
        );
        assert.deepEqual(
            ["linux-arm64", "win-x64"].map((name) => terraformProvider.executableName(targetOf(name), version)),
            [`terraform-provider-mysafe_v${version}`, `terraform-provider-mysafe_v${version}.exe`],
        );
    });

    it("have a manifest with the protocol beside them, and the checksums of both", async () => {
        const folder = await providerFolder();
        const archive = terraformProvider.archiveName(ownTarget(), version);
        assert.deepEqual(readdirSync(folder).sort(), [archive, checksums, manifest].sort());
        assert.equal(readFileSync(join(folder, checksums), "utf8"), sumsOf(folder, [archive, manifest]));
        assert.deepEqual(JSON.parse(readFileSync(join(folder, manifest), "utf8")), {
            version: 1,
            metadata: { protocol_versions: ["6.0"] },
        });
    });

    it("are the same bytes, as the plugin's, when `npm run release` makes one of each again in another time zone", async () => {
        const out = temporaryFolder("release");
        const tsx = require.resolve("tsx/cli");
        const args = [tsx, "release/release.ts", "--platform", ownTarget().name, "--out", out];
        execFileSync(process.execPath, args, { cwd: repository, env: { ...process.env, TZ: "Pacific/Auckland" } });
        const archives = [pulumiPlugin, terraformProvider].map((program) => program.archiveName(ownTarget(), version));
        assert.deepEqual(readdirSync(out).sort(), ["SHA256SUMS", checksums, manifest, ...archives].sort());
        const all = readFileSync(join(await archivesFolder(), "SHA256SUMS"), "utf8").split("\n");
        assert.ok(all.includes(readFileSync(join(out, "SHA256SUMS"), "utf8").trim()));
        const [before, after] = [await providerFolder(), out].map((folder) =>
            readFileSync(join(folder, checksums), "utf8"),
        );
        assert.equal(after, before);
    });
});
