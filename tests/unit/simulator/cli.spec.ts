import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { until } from "../../support/until";
import { send, start } from "./connect";

const root = join(__dirname, "../../..");
const running: ChildProcess[] = [];

/** The command under way: what it wrote so far, and its exit code once it ends. */
function run(...args: string[]) {
    const child = spawn(process.execPath, [join(root, "simulator/bin/mysafe-simulator.js"), ...args]);
    running.push(child);
    const command = { child, output: "", errors: "", exit: Promise.resolve<number | null>(null) };
    child.stdout.on("data", (chunk) => {
        command.output += chunk;
    });
    child.stderr.on("data", (chunk) => {
        command.errors += chunk;
    });
    command.exit = new Promise((resolve) => child.once("close", resolve));
    return command;
}

function value(output: string, variable: string): string {
    return new RegExp(`export ${variable}=(\\S+)`).exec(output)?.[1] ?? "";
}

describe("the command mysafe-simulator", () => {
    before(function () {
        this.timeout(60_000);
        execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--build", join(root, "simulator")]);
    });

    afterEach(() => {
        for (const child of running.splice(0)) {
            child.kill("SIGKILL");
        }
    });

    it("prints its passwords and two ways to connect, logs requests, and ends at SIGTERM with 0", async () => {
        const command = run("--tenant", "acme", "--fault", "list:timeout504", "--fault", "disable:timeout504");
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^312 +active +edit +Oracle production, former DBA +offboarding, database$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:url http:\/\/127\.0\.0\.1:\d+$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:clientId simulator-client$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:clientSecret --secret \S+$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:tenant acme$/m);
        assert.equal(value(command.output, "SENHASEGURA_TENANT"), "acme");
        const url = value(command.output, "SENHASEGURA_URL");
        const body = new URLSearchParams({
            grant_type: "client_credentials",
            client_id: value(command.output, "SENHASEGURA_CLIENT_ID"),
            client_secret: value(command.output, "SENHASEGURA_CLIENT_SECRET"),
            tenant: "acme",
        });
        const { json } = await send(`${url}/api/oauth2/token`, { method: "POST", body });
        const headers = { Authorization: `Bearer ${json.access_token}` };
        await send(`${url}/api/mysafe/password`, { headers });
        const inactive = await send(`${url}/api/mysafe/password?name=legacy`, { headers });
        assert.equal(inactive.json.password_on_list.length, 1);
        await until(() => command.output.includes("name=legacy 200"));
        assert.match(command.output, /^\S+ POST \/api\/oauth2\/token 200$/m);
        assert.match(command.output, /^\S+ GET \/api\/mysafe\/password 504 timeout504$/m);
        assert.ok(!command.output.includes(json.access_token));
        command.child.kill("SIGTERM");
        assert.deepEqual([await command.exit, command.errors], [0, ""]);
    });

    it("hides the tenant when there is none, and ends at SIGINT with 0", async () => {
        const command = run("--client-secret", "it's mine");
        await until(() => command.output.includes("Requests:\n"));
        assert.ok(!command.output.includes("enant"));
        assert.ok(command.output.includes("SENHASEGURA_CLIENT_SECRET='it'\\''s mine'"));
        command.child.kill("SIGINT");
        assert.equal(await command.exit, 0);
    });

    it("says which option is wrong, and that a port is taken", async () => {
        const vault = await start();
        const { port } = new URL(vault.url);
        const wrong: [string[], RegExp][] = [
            [["--port", port], new RegExp(`^mysafe-simulator: port ${port} is taken; .*\n$`)],
            [["--port", "high"], /--port wants a whole number/],
            [["--nonsense"], /'--nonsense'/],
            [["--fault", "disable:timeout"], /--fault: "timeout" is no kind of fault; there are timeout504, /],
            [["--fault", "disabel:reset"], /--fault: "disabel" is no route; there are token, disable, /],
            [["--rate-limit", "50"], /--rate-limit wants CALLS\/SECONDS/],
        ];
        await Promise.all(
            wrong.map(async ([args, message]) => {
                const command = run(...args);
                assert.equal(await command.exit, 1, args.join(" "));
                assert.match(command.errors, message);
            }),
        );
        await vault.close();
    });

    it("helps", async () => {
        const command = run("--help");
        assert.equal(await command.exit, 0);
        assert.match(command.output, /^Usage: mysafe-simulator/);
    });
});
