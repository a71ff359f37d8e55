import assert from "node:assert/strict";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import type { Fault, SimulatorOptions } from "mysafe-simulator";
import { createAuthority, selfSigned } from "../../support/certificates";
import { startProxy, stopProxies } from "../../support/proxyServer";
import { until } from "../../support/until";
import { checkEnvironment, checkStack, environmentOf, failedAt, removeFolders, stackOf } from "../support/doctor";
import { useNoProxy } from "../support/environment";
import { commandLine } from "../support/io";
import { httpAnswer, rawServer } from "../support/rawServer";
import { closeAll, start } from "../support/vault";

const dayMs = 24 * 3600 * 1000;

describe("pulumi-mysafe doctor", () => {
    useNoProxy();

    const authority = createAuthority("Private CA");
    const servers: ReturnType<typeof createServer>[] = [];

    afterEach(async () => {
        removeFolders();
        await closeAll();
        await stopProxies();
        for (const server of servers.splice(0)) {
            server.closeAllConnections();
            server.close();
        }
    });

    /** Checks the connection to a simulator. */
    async function checkVault(options: SimulatorOptions = {}, env: Record<string, string> = {}, fault?: Fault) {
        const vault = await start(options);
        if (fault) {
            vault.inject(fault);
        }
        return { vault, checked: await checkEnvironment({ ...environmentOf(vault), ...env }) };
    }

    /** Checks the connection to a server that is not a vault. */
    async function checkServer(answer: RequestListener) {
        const server = createServer(answer);
        servers.push(server);
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
        return checkEnvironment(environmentOf({ url, clientId: "ci", clientSecret: "a-secret", tenant: undefined }));
    }

    it("succeeds, changes nothing and reads no secret", async () => {
        const { vault, checked } = await checkVault();
        const { host } = new URL(vault.url);
        assert.equal(
            checked.stdout,
            [
                "ok      settings    from the environment only: there is no `pulumi` on the PATH",
                `                    url           ${vault.url}, from SENHASEGURA_URL (environment)`,
                "                    clientId      simulator-client, from SENHASEGURA_CLIENT_ID (environment)",
                "                    clientSecret  set, from SENHASEGURA_CLIENT_SECRET (environment)",
                "-       name        127.0.0.1 is an IP address",
                `-       proxy       none for ${host}`,
                `ok      connection  ${host}: plain http, on loopback`,
                "ok      token       the access key gets a token",
                "ok      route       the vault answers GET api/mysafe/password",
                "ok      list        the access key sees 10 passwords",
                "ok      rights      the access key can disable 9 of them, but not 404",
                "",
            ].join("\n"),
        );
        assert.deepEqual([checked.exitCode, checked.stderr], [0, ""]);
        assert.deepEqual(
            vault.requests.map(({ method, path }) => `${method} ${path}`),
            ["GET /api/mysafe/password", "POST /api/oauth2/token", "GET /api/mysafe/password"],
        );
        assert.deepEqual([vault.secretsServed, vault.passwords().filter(({ changes }) => changes > 0)], [[], []]);
    });

    it("fails at missing settings and lists all of them", async () => {
        const checked = await checkEnvironment({ SENHASEGURA_URL: "https://vault.example.com" });
        failedAt(
            checked,
            "settings",
            "2 settings of pulumi-mysafe are missing or wrong:",
            "- mysafe:clientId is missing: run `pulumi config set mysafe:clientId <client id>`, or set SENHASEGURA_CLIENT_ID.",
            "- mysafe:clientSecret is missing:",
            /^url +set, from SENHASEGURA_URL \(environment\)$/m,
            /^clientId +not set$/m,
        );
    });

    it("fails at a wrong URL and does not repeat it", async () => {
        const env = environmentOf({ url: "", clientId: "ci", clientSecret: "a-secret", tenant: undefined });
        for (const [url, problem] of [
            ["https://ann:hunter2@vault.example.com", "contains a user name or password"],
            ["http://vault.example.com", "starts with http:"],
            ["https://vault.example.com/api/mysafe", "contains the API path /api/mysafe"],
        ] as const) {
            const checked = await checkEnvironment({ ...env, SENHASEGURA_URL: url });
            failedAt(checked, "settings", `- SENHASEGURA_URL (environment) ${problem}`);
            assert.doesNotMatch(checked.stdout, /hunter2|vault\.example\.com/);
        }
    });

    it("fails at a host that no name server knows", async () => {
        const url = "https://vault.invalid";
        const checked = await checkEnvironment(
            environmentOf({ url, clientId: "ci", clientSecret: "a-secret", tenant: undefined }),
        );
        failedAt(
            checked,
            "name",
            // Without any name server the error is another one.
            /^the host vault\.invalid (was not found \(ENOTFOUND\)|could not be looked up \(EAI_AGAIN\))$/m,
            /^Cause: DNS /m,
            /^Solution: /m,
        );
    });

    it("fails at a closed port", async () => {
        const vault = await start();
        const env = environmentOf(vault);
        await vault.close();
        failedAt(
            await checkEnvironment(env),
            "connection",
            `${new URL(vault.url).host} refused the connection (ECONNREFUSED)`,
            "Solution: check mysafe:url (or SENHASEGURA_URL)",
        );
    });

    it("fails after mysafe:timeoutSeconds at a vault that does not respond", async () => {
        const vault = await start();
        vault.inject({ kind: "hang", route: "list" });
        const checked = await checkStack(stackOf(vault, { timeoutSeconds: "0.3" }));
        failedAt(
            checked,
            "connection",
            `no response from ${new URL(vault.url).host} within 0.3 s`,
            "Solution: raise mysafe:timeoutSeconds",
        );
    });

    it("requests only paths that resources request, which firewalls let pass", async () => {
        const asked: string[] = [];
        const checked = await checkServer(({ url = "", headers, socket }, response) => {
            asked.push(`${url} ${headers.authorization ?? "without a token"}`);
            if (!url.startsWith("/api/")) {
                socket.destroy();
                return;
            }
            response.statusCode = 403;
            response.end();
        });
        failedAt(checked, "token", "POST api/oauth2/token failed: 403");
        assert.deepEqual(asked, ["/api/mysafe/password without a token", "/api/oauth2/token without a token"]);
    });

    it("does not wait for the end of a response", async () => {
        const checked = await checkServer(({ method }, response) => {
            response.statusCode = method === "GET" ? 200 : 404;
            response.write("<h1>Log in</h1>");
            if (method !== "GET") {
                response.end();
            }
        });
        failedAt(checked, "token", "POST api/oauth2/token failed: 404");
    });

    it("logs each request to the standard error with mysafe:debug", async () => {
        const vault = await start();
        const { exitCode, stdout, stderr } = await checkStack(stackOf(vault, { debug: "true" }));
        assert.equal(exitCode, 0, stdout);
        assert.doesNotMatch(stdout, /debug:/);
        assert.match(
            stderr,
            /^POST api\/oauth2\/token: 200 in \d+ ms, attempt 1.*\nGET api\/mysafe\/password: 200 .*\n$/,
        );
    });

    describe("over TLS", () => {
        const tls = { tls: authority.issue() };
        const trusted = { SENHASEGURA_CA_PEM: authority.certPem };

        it("shows the version and the certificate", async () => {
            const { checked } = await checkVault(tls, trusted);
            assert.equal(checked.exitCode, 0, checked.stdout);
            assert.match(
                checked.textOf("connection"),
                /^127\.0\.0\.1:\d+: TLSv1\.3, certificate issued by Private CA\nit expires in 36[45] days, on \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4} GMT$/,
            );
        });

        it("warns about a certificate that expires within 30 days", async () => {
            const soon = authority.issue({ notAfter: new Date(Date.now() + 12.5 * dayMs) });
            const { checked } = await checkVault({ tls: soon }, trusted);
            assert.equal(checked.exitCode, 0);
            assert.match(checked.textOf("connection"), /^warning: it expires in 12 days, on /m);
        });

        it("fails at an unknown and at a wrong authority", async () => {
            const { checked } = await checkVault(tls);
            failedAt(checked, "connection", "no secure connection", "Solution: set mysafe:caFile to a file");
            const other = await checkVault(tls, { SENHASEGURA_CA_PEM: selfSigned().cert });
            failedAt(other.checked, "connection", "Cause: no authority in mysafe:caFile or mysafe:caPem signed");
        });

        it("fails without the client certificate that the vault requires", async () => {
            const strict = { tls: { ...authority.issue(), clientCa: authority.certPem } };
            const { checked } = await checkVault(strict, trusted);
            failedAt(
                checked,
                "connection",
                "Cause: the vault requires a client certificate, and none is set.",
                "Solution: set mysafe:clientCertFile and mysafe:clientKeyFile, or mysafe:clientPfxFile.",
            );
        });
    });

    describe("through a proxy", () => {
        it("names the proxy, which resolves the name", async () => {
            const proxy = await startProxy({ hosts: ["vault.example.com"] });
            process.env.HTTPS_PROXY = proxy.url;
            const vault = await start({ tls: authority.issue({ altNames: ["vault.example.com"] }) });
            const url = `https://vault.example.com:${new URL(vault.url).port}`;
            const checked = await checkEnvironment({
                ...environmentOf(vault),
                SENHASEGURA_URL: url,
                SENHASEGURA_CA_PEM: authority.certPem,
            });
            assert.equal(checked.exitCode, 0, checked.stdout);
            assert.equal(checked.states.name, "-");
            assert.equal(checked.textOf("name"), "the proxy resolves vault.example.com");
            assert.equal(
                checked.textOf("proxy"),
                `${new URL(proxy.url).host} (HTTPS_PROXY) connects to ${new URL(url).host}`,
            );
        });

        it("fails at one that requires a password, and does not show the current one", async () => {
            const proxy = await startProxy({ username: "ann", password: "hunter2" });
            for (const [url, cause] of [
                [proxy.url, "Cause: the proxy requires a user name and a password."],
                [proxy.url.replace("//", "//ann:hunter1@"), "Cause: the proxy rejects the user name and password."],
            ] as const) {
                process.env.HTTP_PROXY = url;
                const { checked, vault } = await checkVault();
                failedAt(
                    checked,
                    "proxy",
                    "answered 407",
                    cause,
                    "Solution: set HTTP_PROXY (environment) with both before the host",
                );
                assert.doesNotMatch(checked.stdout, /hunter/);
                assert.equal(vault.requests.length, 0);
            }
        });

        it("fails at one that is down", async () => {
            const proxy = await startProxy();
            await proxy.stop();
            process.env.HTTP_PROXY = proxy.url;
            const { checked } = await checkVault();
            failedAt(checked, "proxy", `the proxy ${new URL(proxy.url).host} refused the connection`);
        });

        it("fails in time at one that does not respond, and closes the connection", async () => {
            const proxy = await rawServer(() => undefined);
            process.env.HTTPS_PROXY = proxy.url;
            const vault = { ...(await start()), url: "https://vault.example.com" };
            const checked = await checkStack(stackOf(vault, { timeoutSeconds: "0.3" }));
            const { host } = new URL(proxy.url);
            failedAt(checked, "proxy", `no response from vault.example.com through the proxy ${host} within 0.3 s`);
            await until(() => proxy.open() === 0);
        });

        it("fails in time behind one if the vault does not respond, and closes the connection", async () => {
            const proxy = await rawServer((head) => (head.startsWith("CONNECT") ? httpAnswer(200, {}) : undefined));
            process.env.HTTPS_PROXY = proxy.url;
            const vault = { ...(await start()), url: "https://vault.example.com" };
            const checked = await checkStack(stackOf(vault, { timeoutSeconds: "0.3" }));
            failedAt(checked, "connection", "no response from vault.example.com through the proxy");
            assert.equal(checked.states.proxy, "ok");
            await until(() => proxy.open() === 0);
        });

        it("reports a problem behind it in its own step", async () => {
            process.env.HTTPS_PROXY = (await startProxy()).url;
            const { checked } = await checkVault({ tls: authority.issue() });
            failedAt(checked, "connection", "Solution: set mysafe:caFile to a file");
            assert.equal(checked.states.proxy, "ok");
        });
    });

    describe("requesting a token", () => {
        it("fails at a wrong secret and does not show it", async () => {
            const { checked } = await checkVault({}, { SENHASEGURA_CLIENT_SECRET: "PLANTED-wrong" });
            failedAt(
                checked,
                "token",
                'POST api/oauth2/token failed: 401 "Invalid client authentication"',
                "Cause: the vault does not accept the client id, the client secret or the tenant.",
            );
            assert.doesNotMatch(checked.stdout, /PLANTED/);
        });

        it("fails at a wrong and at a missing tenant", async () => {
            const right = await checkVault({ tenant: "acme" });
            assert.equal(right.checked.exitCode, 0);
            assert.match(right.checked.textOf("settings"), /^tenant +acme, from SENHASEGURA_TENANT \(environment\)$/m);
            const wrong = await checkVault({ tenant: "acme" }, { SENHASEGURA_TENANT: "ajax" });
            failedAt(wrong.checked, "token", "Solution: check mysafe:clientId, mysafe:clientSecret and mysafe:tenant");
            const missing = await checkVault({ tenant: "acme" }, { SENHASEGURA_TENANT: "" });
            failedAt(missing.checked, "token", "Parameter 'tenant' was not informed!");
        });

        it("fails at a wrong base URL", async () => {
            const vault = await start();
            const checked = await checkEnvironment({ ...environmentOf(vault), SENHASEGURA_URL: `${vault.url}/vault` });
            failedAt(
                checked,
                "token",
                "no Route matched with those values",
                "Solution: set mysafe:url (or SENHASEGURA_URL) to the base URL, such as",
            );
        });

        it("fails at a web page in place of the vault", async () => {
            const checked = await checkServer((_, response) => {
                response.setHeader("Content-Type", "text/html");
                response.end("<h1>Log in</h1>");
            });
            failedAt(
                checked,
                "token",
                "Cause: the response is not in the vault's form",
                "no login page stands before it",
            );
        });

        it("checks the host of mysafe:tokenUrl too", async () => {
            const vault = await start();
            const port = new URL(vault.url).port;
            const tokenUrl = `http://localhost:${port}/api/oauth2/token`;
            const checked = await checkStack(stackOf(vault, { tokenUrl }));
            assert.equal(checked.exitCode, 0, checked.stdout);
            assert.match(
                checked.textOf("name"),
                /^127\.0\.0\.1 is an IP address\nlocalhost resolves to .*127\.0\.0\.1/,
            );
            assert.match(checked.textOf("connection"), new RegExp(`^127.*\nlocalhost:${port}: plain http`));
            const asked = vault.requests.map(({ method, path }) => `${method} ${path}`).slice(0, 2);
            assert.deepEqual(asked.sort(), ["GET /api/mysafe/password", "GET /api/oauth2/token"]);
            await vault.close();
            const refused = await checkStack(stackOf(await start(), { tokenUrl }));
            failedAt(refused, "connection", `localhost:${port} refused`, "Solution: check mysafe:tokenUrl");
        });
    });

    describe("making the first call", () => {
        // The first request, without a token, checks the connection.
        const always = { route: "list", times: Number.POSITIVE_INFINITY, after: 1 } as const;

        for (const [title, kind, text] of [
            ["a rate limit", "rateLimit429", "Cause: the gateway limits the rate of requests"],
            ["a connection that is cut", "reset", "was cut before a response came (ECONNRESET)"],
        ] as const) {
            it(`fails at ${title} after at most one retry`, async () => {
                const { vault, checked } = await checkVault({}, {}, { kind, ...always });
                failedAt(checked, "route", text);
                assert.ok(vault.count("list") <= 3);
            });
        }

        it("fails at a gateway without the route after the waits for a new token", async () => {
            const vault = await start();
            vault.inject({ kind: "noRoute404", ...always });
            const checked = await checkStack(stackOf(vault, { maxRetrySeconds: "0.5" }));
            failedAt(checked, "route", "no Route matched");
            assert.ok(vault.count("list") > 2);
        });

        it("names the limit of resources in place of its own", async () => {
            const vault = await start();
            vault.inject({ kind: "rateLimit429", retryAfter: "20", ...always });
            const checked = await checkStack(stackOf(vault));
            failedAt(
                checked,
                "route",
                "asks to wait 20 s",
                "Solution: run again later, or run `pulumi preview`. Doctor retries once; resources retry for up to mysafe:maxRetrySeconds.",
            );
            assert.doesNotMatch(checked.stdout, /raise/);
        });

        it("fails at an internal error of the vault, with the vendor's solution", async () => {
            const { checked } = await checkVault({}, {}, { kind: "error500", ...always });
            failedAt(
                checked,
                "list",
                'failed: 500 "Unexpected error."',
                "Solution: give the request and its time to the vault's administrator",
            );
        });

        it("fails at a list that the vault refuses", async () => {
            const message = "1006: User does not have access";
            const checked = await checkServer(({ url }, response) => {
                const refusal = {
                    code: 400,
                    response: { status: 400, message, error: true },
                    exception: { code: 1006, message },
                };
                const token = { token_type: "Bearer", expires_in: 600, access_token: "PLANTED-token" };
                response.statusCode = url === "/api/mysafe/password" ? 400 : 200;
                response.end(JSON.stringify(url === "/api/oauth2/token" ? token : refusal));
            });
            failedAt(checked, "list", `400 "${message}"`, "Cause: the access key may not list passwords");
            assert.equal(checked.textOf("token"), "the access key gets a token");
            assert.doesNotMatch(checked.stdout, /PLANTED/);
        });

        it("continues after one failed attempt", async () => {
            const { checked } = await checkVault({}, {}, { kind: "timeout504", route: "list", after: 1 });
            assert.equal(checked.exitCode, 0, checked.stdout);
        });
    });

    describe("checking rights", () => {
        it("fails if the access key cannot edit any password", async () => {
            const passwords = [7, 8].map((identifier) => ({ identifier, canWrite: false }));
            const { checked } = await checkVault({ passwords });
            failedAt(
                checked,
                "rights",
                "the access key cannot edit any password that it sees: 7, 8\nCause: no password is shared with it with",
                "Solution: share them with the access key, with edit permission (MySafe > Integrations > Access keys).",
            );
        });

        it("warns about an empty list: all passwords may be inactive, or the key may be for notes", async () => {
            const { checked } = await checkVault({ passwords: [] });
            assert.equal(checked.exitCode, 0, checked.stdout);
            assert.deepEqual([checked.states.list, checked.states.rights], ["ok", "-"]);
            assert.match(
                checked.textOf("rights"),
                /^warning: unknown, because the list is empty\. .*\nIf there are passwords to disable/,
            );
        });

        it("names at most five passwords that the access key cannot edit", async () => {
            const passwords = [1, 2, 3, 4, 5, 6, 7].map((identifier) => ({ identifier, canWrite: identifier === 1 }));
            const { checked } = await checkVault({ passwords });
            assert.equal(checked.textOf("rights"), "the access key can disable 1 of them, but not 2, 3, 4, 5, 6, …");
        });
    });

    it("prints its help, and refuses an unknown option with exit code 2", async () => {
        const help = await commandLine(["doctor", "--help"]);
        assert.match(
            help.stdout,
            /^Usage: pulumi-mysafe doctor \[options\]\n[\s\S]*retries a request once[\s\S]*--stack NAME/,
        );
        assert.deepEqual([help.exitCode, help.stderr], [0, ""]);
        const wrong = await commandLine(["doctor", "--stak", "dev"]);
        assert.deepEqual([wrong.exitCode, wrong.stdout], [2, ""]);
        assert.match(wrong.stderr, /Unknown option '--stak'/);
    });
});
