import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Simulator, type SimulatorOptions, startSimulator } from "mysafe-simulator";
import { environmentOf, stackOf } from "../support/doctor";
import { writeFakePulumi } from "../support/fakePulumi";
import { type CommandPlace, commandLine, inFolder } from "../support/io";

const vaults: Simulator[] = [];

/** Runs `list` on a vault, with settings from the environment. */
async function list(args: string[] = [], options: SimulatorOptions = {}, place: CommandPlace = {}) {
    const vault = await startSimulator(options);
    vaults.push(vault);
    return inFolder(async (folder) => {
        const env = { ...environmentOf(vault), PATH: folder };
        const run = await commandLine(["list", ...args], { cwd: folder, ...place, env });
        assert.ok(!`${run.stdout}${run.stderr}`.includes(vault.clientSecret));
        assert.deepEqual(vault.secretsServed, []);
        return { ...run, calls: vault.requests.map(({ route }) => route) };
    });
}

const hidden = "The vault can leave inactive passwords out of its list.\n";
const dangerous = '\u001b[2J\u009b31m\u202ered,\r\n"x"';

describe("pulumi-mysafe list", () => {
    afterEach(async () => {
        await Promise.all(vaults.splice(0).map((vault) => vault.close()));
    });

    it("shows what the vault lists with one call, and counts what the access key can disable", async () => {
        const { exitCode, stdout, stderr, calls } = await list();
        assert.deepEqual(
            [exitCode, stderr],
            [0, `pulumi-mysafe: 10 passwords; the access key can disable 9\n${hidden}`],
        );
        assert.match(stdout, /^IDENTIFIER {2}NAME {2,}USERNAME {2,}URL {2,}TAGS {2,}ACCESS\n312 {2,}Oracle prod/);
        assert.match(stdout, /^404 .* can only see$/m);
        assert.deepEqual(calls, ["token", "list"]);
    });

    for (const [args, found] of [
        [["--username", "M.Souza"], "312 313 315 321"],
        [["--username", "souza"], ""],
        [["--tag", "database"], "312 313"],
        [["--tag", "data"], ""],
        [["--name", "former dba", "--url", "vpn"], "315"],
    ] as const) {
        it(`compares as getPasswords does: ${args.join(" ")}`, async () => {
            const { stdout } = await list([...args, "--format", "json"]);
            const passwords: { identifier: number }[] = JSON.parse(stdout);
            assert.equal(passwords.map(({ identifier }) => identifier).join(" "), found);
        });
    }

    it("counts what matches, and says when nothing does", async () => {
        const some = await list(["--tag", "shared"]);
        assert.equal(some.stderr, `pulumi-mysafe: 1 of 10 passwords matches; the access key can disable 0\n${hidden}`);
        const none = await list(["--tag", "nothing"]);
        const comparison = "Tags and user names match as a whole, names and URLs in part. ";
        assert.deepEqual(
            [none.exitCode, none.stdout, none.stderr],
            [0, "", `pulumi-mysafe: none of 10 passwords matches\n${comparison}${hidden}`],
        );
        const empty = await list([], { passwords: [] });
        assert.match(empty.stderr, /^pulumi-mysafe: the access key sees no password\n/);
    });

    it("fits 80 columns, and uses a wider terminal", async () => {
        const { stdout } = await list([], {}, { terminal: { columns: 80, colours: false } });
        assert.ok(Math.max(...stdout.split("\n").map(({ length }) => length)) <= 80, stdout);
        assert.match(stdout, /^312 +Oracle production, former… +m\.souza +offboarding… +can disable$/m);
        const wide = await list([], {}, { terminal: { columns: 140, colours: false } });
        assert.match(
            wide.stdout,
            /^312 +Oracle production, former DBA +m\.souza +oracle:\/\/db1\.example\.com:1521\/PROD /m,
        );
    });

    it("cuts nothing without a terminal, for the filters of a pipe", async () => {
        const { stdout } = await list();
        assert.doesNotMatch(stdout, /…/);
        assert.match(stdout, /^321 .* break-glass, windows +can disable$/m);
    });

    it("writes the fields of getPasswords as JSON", async () => {
        const { stdout } = await list(["--name", "VPN", "--format", "JSON"]);
        assert.deepEqual(JSON.parse(stdout), [
            {
                identifier: 315,
                name: "VPN, former DBA",
                username: "m.souza",
                url: "https://vpn.example.com",
                tags: ["offboarding", "network"],
                canView: true,
                canWrite: true,
            },
        ]);
    });

    it("writes CSV that is safe in a spreadsheet", async () => {
        const { stdout } = await list(["--format", "csv"], {
            passwords: [{ identifier: 1, name: "=1+1", tags: "a,b" }],
        });
        assert.equal(stdout, 'identifier,name,username,url,tags,access\r\n1,"\'=1+1",,,"a, b",can disable\r\n');
    });

    for (const format of ["table", "csv", "json"]) {
        it(`sends no control character of a name to the terminal: ${format}`, async () => {
            const passwords = [
                { identifier: 1, name: dangerous, username: dangerous, url: dangerous, tags: dangerous },
            ];
            const { stdout, stderr } = await list(["--format", format], { passwords });
            assert.doesNotMatch(`${stdout}${stderr}`.replaceAll(/\r?\n/g, ""), /\p{C}/u);
            assert.equal(stdout.trimEnd().split("\n").length, format === "json" ? 14 : 2, stdout);
            assert.ok(format !== "json" || JSON.parse(stdout)[0].name === dangerous);
        });
    }

    it("writes a file in the format of its extension", () =>
        inFolder(async (cwd) => {
            const { stdout, stderr } = await list(["--tag", "shared", "--out", "found.csv"], {}, { cwd });
            assert.equal(stdout, "");
            assert.match(stderr, /can disable 0; see found\.csv\n/);
            assert.match(readFileSync(join(cwd, "found.csv"), "utf8"), /^identifier,.*\r\n404,/);
            const failed = await list(["--out", "none/found.csv"], {}, { cwd });
            assert.equal(failed.exitCode, 1);
            assert.match(failed.stderr, /^pulumi-mysafe: cannot write none\/found\.csv\nCause: .*ENOENT.\nSolution: /);
        }));

    for (const [args, problem] of [
        [["--name", " "], "--name is empty: give a text, or omit it to find all"],
        [["--format", "pdf"], 'unknown format "pdf"'],
        [["--out", "found.txt"], 'unknown format "txt"'],
    ] as const) {
        it(`refuses wrong options before it sends anything: ${problem}`, async () => {
            const { exitCode, stderr, calls } = await list([...args]);
            assert.equal(exitCode, 2);
            assert.ok(stderr.startsWith(`pulumi-mysafe: ${problem}`), stderr);
            assert.deepEqual(calls, []);
        });
    }

    it("reads the settings of a stack, and hides what the stack encrypts", () =>
        inFolder(async (folder) => {
            const { config } = stackOf(
                { url: "http://127.0.0.1:9", clientId: "c", clientSecret: "PLANTED-secret", tenant: undefined },
                {
                    maxRetries: "0",
                },
            );
            const encrypted = { ...config, "mysafe:url": { value: "http://127.0.0.1:9", secret: true } };
            writeFakePulumi(folder, { config: JSON.stringify(encrypted) });
            const { exitCode, stderr } = await commandLine(["list", "--stack", "dev"], {
                cwd: folder,
                env: { PATH: folder },
            });
            assert.equal(exitCode, 1);
            assert.match(stderr, /^pulumi-mysafe: .*\nCause: .*\nSolution: .*\n$/);
            assert.doesNotMatch(stderr, /PLANTED|127\.0\.0\.1/);
        }));

    it("lists missing settings, and where it looked for them", () =>
        inFolder(async (cwd) => {
            const { exitCode, stderr } = await commandLine(["list"], { cwd, env: { PATH: cwd } });
            assert.equal(exitCode, 1);
            assert.match(
                stderr,
                /^pulumi-mysafe: 3 settings of pulumi-mysafe are missing or wrong:\n- mysafe:url is missing/,
            );
            assert.match(
                stderr,
                /\nThe settings come from the environment only: there is no `pulumi` on the PATH\.\n$/,
            );
        }));
});
