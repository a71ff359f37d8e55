import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";
import { createAuthority, selfSigned } from "../../support/certificates";
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
    const folder = mkdtempSync(join(tmpdir(), "mysafe-simulator-"));

    /** Writes a PEM file and names it. */
    function file(name: string, content: string): string {
        writeFileSync(join(folder, name), content);
        return join(folder, name);
    }

    before(function () {
        this.timeout(60_000);
        execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--build", join(root, "simulator")]);
    });

    afterEach(() => {
        for (const child of running.splice(0)) {
            child.kill("SIGKILL");
        }
    });

    after(() => rmSync(folder, { recursive: true }));

    it("prints its passwords and two ways to connect, logs requests, and ends at SIGTERM with 0", async () => {
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

    it("hides the tenant when there is none, and ends at SIGINT with 0", async () => {
        const command = run("--client-secret", "it's mine");
        await until(() => command.output.includes("Requests:\n"));
        assert.ok(!command.output.includes("enant"));
        assert.ok(command.output.includes("SENHASEGURA_CLIENT_SECRET='it'\\''s mine'"));
        command.child.kill("SIGINT");
        assert.equal(await command.exit, 0);
    });

    it("speaks TLS, and prints the setting that lets a client trust a certificate that signed itself", async () => {
        const { cert, key } = selfSigned();
        const command = run("--tls-cert", file("cert.pem", cert), "--tls-key", file("key.pem", key));
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^ +pulumi config set mysafe:url https:\/\/127\.0\.0\.1:\d+$/m);
        assert.ok(command.output.includes(`pulumi config set mysafe:caFile ${join(folder, "cert.pem")}\n`));
        assert.equal(value(command.output, "SENHASEGURA_CA_FILE"), join(folder, "cert.pem"));
        const { port, hostname } = new URL(value(command.output, "SENHASEGURA_URL"));
        const socket = connectTls({ port: Number(port), host: hostname, ca: cert });
        await once(socket, "secureConnect");
        // The command cuts what is open when it ends, which would be this socket's error.
        socket.destroy();
        command.child.kill("SIGTERM");
        assert.deepEqual([await command.exit, command.errors], [0, ""]);
    });

    it("says what a client needs whose certificates come from authorities", async () => {
        const authority = createAuthority("Authority of the tests");
        const { cert, key } = authority.issue();
        const files = ["--tls-cert", file("issued.pem", cert), "--tls-key", file("issued.key", key)];
        const command = run(...files, "--client-ca", file("authority.pem", authority.certPem));
        await until(() => command.output.includes("Requests:\n"));
        assert.match(command.output, /^and mysafe:caFile: the certificate's authority\.$/m);
        assert.match(
            command.output,
            /^and mysafe:clientCertFile, mysafe:clientKeyFile: a certificate of --client-ca\.$/m,
        );
        assert.doesNotMatch(command.output, /config set mysafe:caFile/);
    });

    it("says which option is wrong, and that a port is taken", async () => {
        const vault = await start();
        const { cert, key } = selfSigned();
        const [certFile, keyFile] = [file("cert.pem", cert), file("key.pem", key)];
        const { port } = new URL(vault.url);
        const wrong: [string[], RegExp][] = [
            [["--port", port], new RegExp(`^mysafe-simulator: port ${port} is taken; .*\n$`)],
            [["--port", "high"], /--port wants a whole number/],
            [["--nonsense"], /'--nonsense'/],
            [["--fault", "disable:timeout"], /--fault: "timeout" is no kind of fault; there are timeout504, /],
            [["--fault", "disabel:reset"], /--fault: "disabel" is no route; there are token, disable, /],
            [["--rate-limit", "50"], /--rate-limit wants CALLS\/SECONDS/],
            [["--tls-cert", certFile], /: --tls-cert wants --tls-key too\n$/],
            [["--tls-key", keyFile], /: --tls-key wants --tls-cert too\n$/],
            [["--client-ca", certFile], /: --client-ca wants --tls-cert and --tls-key too\n$/],
            [
                ["--tls-cert", certFile, "--tls-key", "no.pem"],
                /: --tls-key: the file "no\.pem" cannot be read \(ENOENT\)\n$/,
            ],
            [["--tls-cert", certFile, "--tls-key", certFile], /: the TLS key cannot be used: /],
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
