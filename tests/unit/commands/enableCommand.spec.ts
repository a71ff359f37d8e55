import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { encrypted, exportOf, set, single } from "../../support/exportedState";
import { environmentOf } from "../support/doctor";
import { type FakeAnswer, writeFakePulumi } from "../support/fakePulumi";
import { commandLine, inFolder } from "../support/io";

const vaults: Simulator[] = [];

/** Starts a vault in which 312 is inactive. */
async function start(options: SimulatorOptions = {}): Promise<Simulator> {
    const vault = await startSimulator(options);
    vaults.push(vault);
    vault.setActive(312, false);
    return vault;
}

/** Returns the states of stacks as the Pulumi CLI gives them. */
function projectOf(states: Record<string, object[]>): Record<string, FakeAnswer> {
    const names = Object.keys(states);
    const exports = names.map((name) => [`export ${name}`, JSON.stringify(exportOf(states[name] ?? []))]);
    return { "stack ls": JSON.stringify(names.map((name) => ({ name }))), ...Object.fromEntries(exports) };
}

/** Runs `enable` with settings from the environment, beside a fake Pulumi CLI if there are answers of one. */
async function enable(
    vault: Simulator,
    args: string[],
    { pulumi, answers, env = {} }: { pulumi?: Record<string, FakeAnswer>; answers?: string[]; env?: object } = {},
) {
    return inFolder(async (folder) => {
        if (pulumi !== undefined) {
            writeFakePulumi(folder, { config: { error: "no stack selected" }, ...pulumi });
        }
        const run = await commandLine(["enable", ...args], {
            cwd: folder,
            env: { ...environmentOf(vault), PATH: folder, ...env },
            ...(answers === undefined ? {} : { answers }),
        });
        assert.ok(!`${run.stdout}${run.stderr}`.includes(vault.clientSecret));
        assert.deepEqual(vault.secretsServed, []);
        return { ...run, calls: vault.requests.map(({ route }) => route) };
    });
}

const noCli = "pulumi-mysafe: which stacks declare it is unknown: there is no `pulumi` on the PATH.\n";
const question = "Enable it? [y/N] ";

describe("pulumi-mysafe enable", () => {
    afterEach(async () => {
        await Promise.all(vaults.splice(0).map((vault) => vault.close()));
    });

    it("says which password that is, asks, and enables it", async () => {
        const vault = await start({ listInactive: true });
        const { exitCode, stdout, stderr } = await enable(vault, ["312"], { answers: ["y"] });
        const subject = "password 312 Oracle production, former DBA (m.souza)";
        assert.deepEqual([exitCode, stdout], [0, `${subject} is active again\n`]);
        assert.equal(stderr, `pulumi-mysafe: ${subject} at ${vault.url}\n${noCli}${question}y\n`);
        assert.equal(vault.password(312).active, true);
    });

    for (const answer of ["", "n", "yeah"]) {
        it(`changes nothing after the answer "${answer}"`, async () => {
            const { exitCode, stdout, stderr, calls } = await enable(await start(), ["312"], { answers: [answer] });
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.ok(stderr.endsWith("pulumi-mysafe: password 312 stays as it is\n"), stderr);
            assert.deepEqual(calls, ["token", "list"]);
        });
    }

    it("needs --yes without a terminal, and asks nothing with it", async () => {
        const vault = await start();
        const refused = await enable(vault, ["312"]);
        assert.deepEqual([refused.exitCode, refused.calls], [1, []]);
        assert.equal(
            refused.stderr,
            "pulumi-mysafe: enabling password 312 needs a confirmation\nCause: there is no terminal to ask on.\nSolution: pass --yes to enable it without a question.\n",
        );
        const enabled = await enable(vault, ["--yes", "312"], { answers: ["n"] });
        assert.equal(enabled.exitCode, 0);
        assert.ok(!enabled.stderr.includes(question));
    });

    it("succeeds for a password that is active already, and says so", async () => {
        const { exitCode, stdout } = await enable(await start(), ["313", "--yes"]);
        assert.deepEqual(
            [exitCode, stdout],
            [0, "password 313 Oracle staging, former DBA (m.souza) is active already\n"],
        );
    });

    for (const [title, resource] of [
        ["one password", (vaultUrl: string) => single("former-dba", "312", { name: "Oracle (m.souza)", vaultUrl })],
        [
            "a set",
            (vaultUrl: string) => set("former-dba", ["312"], { 312: { vaultUrl } }, { names: "312 Oracle (m.souza)" }),
        ],
    ] as const) {
        it(`takes the name from the state of ${title} where the vault hides it, and warns about the declaration`, async () => {
            const vault = await start();
            const pulumi = projectOf({ prod: [], dev: [resource(vault.url)] });
            const { exitCode, stdout, stderr } = await enable(vault, ["312", "--yes"], { pulumi });
            assert.deepEqual([exitCode, stdout], [0, "password 312 Oracle (m.souza) is active again\n"]);
            assert.equal(
                stderr,
                `pulumi-mysafe: password 312 Oracle (m.souza) at ${vault.url}\n` +
                    "pulumi-mysafe: warning: stack dev declares it (resource former-dba): the next refresh finds it active, and the next `pulumi up` disables it again. Remove it from the program first.\n",
            );
        });
    }

    it("warns that an additive set keeps what leaves its list", async () => {
        const vault = await start();
        const additive = { inputs: { identifiers: {}, additive: true } };
        const pulumi = projectOf({ dev: [set("leavers", [], { 312: { vaultUrl: vault.url } }, {}, additive)] });
        const { stderr } = await enable(vault, ["312", "--yes"], { pulumi });
        assert.match(
            stderr,
            /stack dev declares it \(resource leavers\): .* First remove it from the program, and `additive` too: /,
        );
    });

    it("warns that a stack has the number in another vault, and about no other object and nothing that is being deleted", async () => {
        const vault = await start();
        const former = "https://former.example.com";
        const pulumi = projectOf({
            other: [single("elsewhere", "312")],
            dev: [
                single("other", "313", { vaultUrl: vault.url }),
                { ...single("note", "312"), type: "pulumi-nodejs:dynamic/mysafe:NoteDisablement" },
                single("replaced", "312", { vaultUrl: vault.url }, { delete: true }),
            ],
            moved: [single("moved", "312", { vaultUrl: former })],
        });
        const { stderr } = await enable(vault, ["312", "--yes"], { pulumi });
        assert.doesNotMatch(stderr, /declares it/);
        assert.match(
            stderr,
            /warning: stack moved has a password of this number in the vault at https:\/\/former\.example\.com\. This is another vault\./,
        );
        assert.match(
            stderr,
            /its name is unknown: the vault's list does not show it, and no state that was read does\n/,
        );
    });

    it("warns about a declaration that no run has carried out yet", async () => {
        const pulumi = projectOf({ dev: [single("former-dba", "312", {}, { outputs: {} })] });
        const { stderr } = await enable(await start(), ["312", "--yes"], { pulumi });
        assert.match(stderr, /warning: stack dev declares it \(resource former-dba\)/);
    });

    it("says that a stack keeps its identifiers secret", async () => {
        const secret = { inputs: { identifiers: encrypted }, outputs: { results: encrypted } };
        const pulumi = projectOf({ dev: [set("leavers", [], {}, {}, secret)] });
        const { stderr } = await enable(await start(), ["312", "--yes"], { pulumi });
        assert.match(stderr, /^pulumi-mysafe: stack dev keeps the identifiers of leavers secret, and may declare it$/m);
    });

    it("warns where a secret list has the password, as the results of its set show", async () => {
        const secret = { inputs: { identifiers: encrypted } };
        const vault = await start();
        const pulumi = projectOf({ dev: [set("leavers", [], { 312: { vaultUrl: vault.url } }, {}, secret)] });
        const { stderr } = await enable(vault, ["312", "--yes"], { pulumi });
        assert.match(stderr, /warning: stack dev declares it \(resource leavers\)/);
    });

    it("names the stacks that it could not read", async () => {
        const pulumi = {
            ...projectOf({ dev: [], prod: [], odd: [] }),
            "export prod": { error: "access denied" },
            "export odd": "{}",
        };
        const { exitCode, stderr } = await enable(await start(), ["312", "--yes"], { pulumi });
        assert.equal(exitCode, 0);
        assert.match(stderr, /^pulumi-mysafe: stack prod was not read: access denied$/m);
        assert.match(
            stderr,
            /^pulumi-mysafe: stack odd was not read: it does not have the form that `pulumi stack export` writes\.$/m,
        );
        const odd = await enable(await start(), ["312", "--yes"], { pulumi: { "stack ls": "{" } });
        assert.match(
            odd.stderr,
            /^pulumi-mysafe: which stacks declare it is unknown: the output of the Pulumi CLI is not JSON\.$/m,
        );
    });

    it("enables a password for an access key that may not list", async () => {
        const message = "1006: User does not have access";
        const bodies: Record<string, object> = {
            "/api/oauth2/token": { token_type: "Bearer", expires_in: 600, access_token: "a-token" },
            "/api/mysafe/password/active/312": {
                response: { status: 200, message: "Password successfully activated" },
            },
        };
        const server = createServer(({ url = "" }, response) => {
            response.statusCode = url in bodies ? 200 : 400;
            const refusal = { response: { status: 400, message, error: true }, exception: { code: 1006, message } };
            response.end(JSON.stringify(bodies[url] ?? refusal));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const env = environmentOf({ url, clientId: "c", clientSecret: "a-secret", tenant: undefined });
        const { exitCode, stdout } = await commandLine(["enable", "312", "--yes"], { env: { ...env, PATH: "none" } });
        server.close();
        assert.deepEqual([exitCode, stdout], [0, "password 312 is active again\n"]);
    });

    for (const [identifier, problem] of [
        ["9999", /"1005: Password not found".*\nCause: .*\nSolution: /],
        ["404", /"1006: User does not have access".*\nCause: .*\nSolution: /],
    ] as const) {
        it(`fails with the vault's answer for ${identifier}`, async () => {
            const { exitCode, stdout, stderr } = await enable(await start(), [identifier, "--yes"]);
            assert.deepEqual([exitCode, stdout], [1, ""]);
            assert.match(stderr, problem);
            assert.doesNotMatch(stderr, /^\s+at /m);
        });
    }

    it("fails where no response confirms that it is active", async () => {
        const vault = await start();
        vault.inject({ kind: "timeout504", route: "enable" });
        await inFolder(async (folder) => {
            writeFakePulumi(folder, { config: JSON.stringify({ "mysafe:maxRetries": { value: "0" } }) });
            const env = { ...environmentOf(vault), PATH: folder };
            const { exitCode, stderr } = await commandLine(["enable", "312", "--yes"], { cwd: folder, env });
            assert.equal(exitCode, 1);
            assert.match(
                stderr,
                /password 312 may still be inactive: .* sent but not confirmed: .*\nCause: .*\nSolution: run the same command again/,
            );
        });
    });

    for (const [args, problem] of [
        [[], "IDENTIFIER is missing"],
        [["312", "313"], "Unexpected argument '313'"],
        [["0312"], '"0312" is not an identifier: it must be a whole number from 1'],
        [["a/b"], '"a/b" is not an identifier: it must be a whole number from 1'],
    ] as const) {
        it(`refuses wrong arguments with exit code 2: ${problem}`, async () => {
            const { exitCode, stderr } = await enable(await start(), [...args, "--yes"]);
            assert.deepEqual(
                [exitCode, stderr],
                [2, `pulumi-mysafe: ${problem}. See \`pulumi-mysafe enable --help\`.\n`],
            );
        });
    }

    it("describes its argument and its options", async () => {
        const { stdout } = await commandLine(["enable", "--help"]);
        assert.match(stdout, /^Usage: pulumi-mysafe enable IDENTIFIER \[options\]\n/);
        for (const row of ["IDENTIFIER", "--stack NAME", "--yes", "--help, -h"]) {
            assert.match(stdout, new RegExp(`^ {2}${row} {2,}\\w`, "m"));
        }
    });
});
