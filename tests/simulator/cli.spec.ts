import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { selfSigned } from "../support/certificates";
import { until } from "../support/until";
import { send, start } from "./support/connect";

const root = join(__dirname, "../..");
const running: ChildProcess[] = [];

/** Starts the command. Collects its output and its exit code. */
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
        assert.match(
            command.output,
            /^312 +active +edit +m\.souza +Oracle production, former DBA +offboarding, database$/m,
        );
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

    it("exits with 1 and one line when an option is invalid or the port is in use", async () => {
        const vault = await start();
        const { port } = new URL(vault.url);
        const commands = [run("--port", port), run("--nonsense"), run("--fault", "status99")];
        assert.deepEqual(await Promise.all(commands.map(({ exit }) => exit)), [1, 1, 1]);
        assert.match(commands[0]?.errors ?? "", new RegExp(`^mysafe-simulator: port ${port} is in use: .*\n$`));
        assert.match(commands[1]?.errors ?? "", /^mysafe-simulator: .*'--nonsense'/);
        assert.equal(
            commands[2]?.errors,
            "mysafe-simulator: --fault: status must be a whole number from 200 to 999, not 99\n",
        );
        await vault.close();
    });

    it("prints its usage", async () => {
        const command = run("--help");
        assert.equal(await command.exit, 0);
        assert.match(command.output, /^Usage: mysafe-simulator/);
    });
});
