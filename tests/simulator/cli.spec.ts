import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { selfSigned } from "../support/certificates";
import { until } from "../support/until";
import { send, start } from "./support/connect";

const root = join(__dirname, "../..");
const running: ChildProcessWithoutNullStreams[] = [];

const bin = join(root, "simulator/bin/mysafe-simulator.js");

/** Starts the command on a free port. Collects its output and its exit code. */
function run(...args: string[]) {
    return collect(spawn(process.execPath, [bin, "--port", "0", ...args]));
}

function collect(child: ChildProcessWithoutNullStreams) {
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
    const folder = mkdtempSync(join(tmpdir(), "mysafe-simulator-"));

    /** Writes a PEM file and returns its path. */
    function file(name: string, content: string): string {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
    }

    afterEach(() => {
        for (const child of running.splice(0)) {
            child.kill("SIGKILL");
        }
    });

    after(() => rmSync(folder, { recursive: true }));

    it("prints its passwords and two ways to connect, logs requests, and exits with 0 on SIGTERM", async () => {
        const command = run("--tenant", "acme", "--fault", "list:timeout504", "--fault", "disable:timeout504");
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^312 +active +m\.souza +Oracle production, former DBA +offboarding, database$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:url http:\/\/127\.0\.0\.1:\d+$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:clientId simulator-client$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:clientSecret --secret simulator-secret$/m);
        assert.match(command.output, /^ +pulumi config set mysafe:tenant acme$/m);
        assert.equal(value(command.output, "SENHASEGURA_TENANT"), "acme");
        assert.deepEqual(
            command.output.split("\n").filter(({ length }) => length > 80),
            [],
        );
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

    it("prints no tenant when there is none, and exits with 0 on SIGINT", async () => {
        const command = run("--client-secret", "it's mine");
        await until(() => command.output.includes("Requests:\n"));
        assert.ok(!command.output.includes("enant"));
        assert.ok(command.output.includes("SENHASEGURA_CLIENT_SECRET='it'\\''s mine'"));
        command.child.kill("SIGINT");
        assert.equal(await command.exit, 0);
    });

    it("speaks TLS, and prints the setting with which a client trusts a self-signed certificate", async () => {
        const { cert, key } = selfSigned();
        const command = run("--tls-cert", file("cert.pem", cert), "--tls-key", file("key.pem", key));
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^ +pulumi config set mysafe:url https:\/\/127\.0\.0\.1:\d+$/m);
        assert.ok(command.output.includes(`pulumi config set mysafe:caFile ${join(folder, "cert.pem")}\n`));
        assert.equal(value(command.output, "SENHASEGURA_CA_FILE"), join(folder, "cert.pem"));
        const { port, hostname } = new URL(value(command.output, "SENHASEGURA_URL"));
        const socket = connectTls({ port: Number(port), host: hostname, ca: cert });
        await once(socket, "secureConnect");
        // An open socket would fail when the command stops.
        socket.destroy();
        command.child.kill("SIGTERM");
        assert.deepEqual([await command.exit, command.errors], [0, ""]);
    });

    it("enables, disables and lists passwords by lines of its input, and goes on after the input's end", async () => {
        const command = run();
        const { stdin } = command.child;
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^To act as somebody at the vault's own screen, enter a line here:$/m);
        const answers = () => command.output.split("Requests:\n")[1] ?? "";
        stdin.write("disable 312\n enable 340 \nenable 313\n\nenable 9999\nenable all\nlist\n");
        await until(() => answers().includes("Payroll"));
        assert.deepEqual(answers().split("\n").slice(0, 8), [
            "Password 312 is inactive: Oracle production, former DBA",
            "Password 340 is active: Legacy CRM",
            "Password 313 is already active: Oracle staging, former DBA",
            'There is no password 9999. Enter "list" to see all of them.',
            'Unknown command "enable all". Enter one of: enable 312, disable 312, list.',
            "id   status    username     name                           tags",
            "312  inactive  m.souza      Oracle production, former DBA  offboarding, database",
            "313  active    m.souza      Oracle staging, former DBA     offboarding, database",
        ]);
        stdin.end();
        await send(value(command.output, "SENHASEGURA_URL"));
        await until(() => command.output.includes(" GET / 404"));
        command.child.kill("SIGTERM");
        assert.deepEqual([await command.exit, command.errors], [0, ""]);
    });

    // The program `script` of other systems has other options.
    if (process.platform === "linux") {
        it("reads nothing as a background job, which its shell would stop for that", async () => {
            const script = `set -m; ${process.execPath} ${bin} --port 0 & read line; kill $!; wait $!; echo "ended: $?"`;
            const command = collect(spawn("script", ["--quiet", "--command", `bash -c '${script}'`, "/dev/null"]));
            await until(() => command.output.includes("Requests:"));
            assert.doesNotMatch(command.output, /enter a line/);
            command.child.stdin.write("for the shell\n");
            await until(() => command.output.includes("ended: "));
            assert.match(command.output, /^ended: 0\r?$/m);
        });
    }

    it("exits with 1 and three lines when the port is in use", async () => {
        const vault = await start();
        const { port } = new URL(vault.url);
        const command = run("--port", port);
        assert.equal(await command.exit, 1);
        assert.equal(
            command.errors,
            `mysafe-simulator: port ${port} cannot be opened (EADDRINUSE)\n` +
                "Cause: another program listens on it, such as a simulator in another terminal.\n" +
                "Solution: choose another port with --port, where 0 takes a free one.\n",
        );
        await vault.close();
    });

    it("exits with 1 and one line when an option is invalid", async () => {
        const commands = [run("--nonsense"), run("--fault", "status99")];
        assert.deepEqual(await Promise.all(commands.map(({ exit }) => exit)), [1, 1]);
        assert.match(commands[0]?.errors ?? "", /^mysafe-simulator: .*'--nonsense'/);
        assert.equal(
            commands[1]?.errors,
            "mysafe-simulator: --fault: status must be a whole number from 200 to 999, not 99\n",
        );
    });

    it("prints its usage", async () => {
        const command = run("--help");
        assert.equal(await command.exit, 0);
        assert.match(command.output, /^Usage: mysafe-simulator/);
        assert.ok(command.output.split("\n").every(({ length }) => length <= 80));
    });
});
