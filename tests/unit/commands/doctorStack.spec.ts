import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority } from "../../support/certificates";
import {
    checkEnvironment,
    checkStack,
    environmentOf,
    failedAt,
    newFolder,
    removeFolders,
    stackOf,
} from "../support/doctor";
import { useNoProxy } from "../support/environment";
import { closeAll, start } from "../support/vault";

const nowhere = { url: "https://vault.invalid", clientId: "ci", clientSecret: "PLANTED-secret", tenant: undefined };

describe("pulumi-mysafe doctor in a project", () => {
    useNoProxy();

    afterEach(async () => {
        removeFolders();
        await closeAll();
    });

    it("reads the stack configuration, then the environment, and shows the source of each setting", async () => {
        const vault = await start({ tenant: "acme" });
        const { url, clientId, clientSecret } = vault;
        const env = { ...environmentOf(nowhere), SENHASEGURA_TENANT: "acme" };
        const checked = await checkStack(stackOf({ url, clientId, clientSecret, tenant: undefined }), { env });
        assert.equal(checked.exitCode, 0, checked.stdout);
        assert.deepEqual(checked.textOf("settings").split("\n"), [
            "from the stack configuration, then the environment",
            `url           ${url}, from mysafe:url (stack config)`,
            "clientId      simulator-client, from mysafe:clientId (stack config)",
            "clientSecret  set, from mysafe:clientSecret (stack config)",
            "tenant        acme, from SENHASEGURA_TENANT (environment)",
        ]);
        assert.equal(checked.asked, "config --show-secrets --json --non-interactive --color=never\n");
    });

    it("reads the stack of --stack", async () => {
        const { asked } = await checkStack(stackOf(await start()), { args: ["--stack", "acme/prod"] });
        assert.equal(asked, "config --show-secrets --json --non-interactive --color=never --stack acme/prod\n");
    });

    describe("hides values that the stack encrypts", () => {
        /** Runs doctor with encrypted settings. */
        async function checkSecrets(settings: Record<string, string>, more: Record<string, string> = {}) {
            const { config } = stackOf(nowhere, more);
            const secrets = Object.entries(settings).map(([name, value]) => [
                `mysafe:${name}`,
                { value, secret: true },
            ]);
            const checked = await checkStack({ config: { ...config, ...Object.fromEntries(secrets) } });
            return { ...checked, printed: checked.stdout + checked.stderr };
        }

        it("such as the client id", async () => {
            const { url, clientId, clientSecret } = await start({ clientId: "PLANTED-id" });
            const { exitCode, printed } = await checkSecrets({ clientId, clientSecret }, { url });
            assert.equal(exitCode, 0, printed);
            assert.doesNotMatch(printed, /PLANTED/);
        });

        it("such as the base URL, whose host is in errors", async () => {
            const checked = await checkSecrets({ url: "https://PLANTED-host.invalid:8443/" });
            failedAt(checked, "name", /^the host \[secret\] (was not found|could not be looked up)/m);
            assert.doesNotMatch(checked.printed, /planted/i);
            const { url, clientId, clientSecret } = await start();
            const well = await checkSecrets({ url, clientSecret }, { clientId, debug: "true" });
            assert.equal(well.exitCode, 0, well.printed);
            assert.equal(well.textOf("connection"), "[secret]: plain http, on loopback");
            assert.ok(!well.printed.includes(new URL(url).port), well.printed);
            const elsewhere = await checkSecrets({ tokenUrl: `${url}/PLANTED/path`, clientSecret }, { url, clientId });
            failedAt(elsewhere, "token", "POST [secret] failed: 404");
        });

        it("in the problem of a setting", async () => {
            const checked = await checkSecrets({
                timeoutSeconds: "soon",
                maxRetries: "-1",
                preflight: `PLANTED ${"long ".repeat(20)}`,
                neverDisable: 'tag:x, "PLANTED" once, 8, and "again"',
                caFile: "PLANTED.pem",
            });
            failedAt(
                checked,
                "settings",
                "- mysafe:timeoutSeconds (stack config) is [secret]: it must be a number of seconds",
                "- mysafe:maxRetries (stack config) is [secret]: it must be a whole number of retries from 0 to 100.",
                "- mysafe:preflight (stack config) is [secret]: it must be strict, warn or off.",
                "- entry 2 of mysafe:neverDisable (stack config) is [secret]: it must be an identifier, tag:…",
                "- mysafe:caFile (stack config) is [secret]: there is no such file",
            );
            assert.doesNotMatch(checked.printed, /PLANTED|soon|-1|long|again/);
            const plain = await checkStack(stackOf(nowhere, { timeoutSeconds: "soon" }));
            failedAt(plain, "settings", 'mysafe:timeoutSeconds (stack config) is "soon"');
        });

        it("that the vault repeats", async () => {
            const vault = await start();
            vault.inject({ kind: "forbidden403", route: "list", message: "acme-corp: no access", times: 9, after: 1 });
            const { url, clientId, clientSecret } = vault;
            const checked = await checkSecrets({ tenant: "acme-corp", clientSecret }, { url, clientId });
            failedAt(checked, "route", 'failed: 403 "[secret]: no access"');
        });

        it("except for numbers and short texts, which can have other meanings", async () => {
            const { url, clientId, clientSecret } = await start();
            const plain = await checkSecrets({ clientSecret }, { url, clientId });
            const secret = await checkSecrets(
                { clientSecret, timeoutSeconds: "10", maxRetries: "9", maxRetrySeconds: "404", preflight: "warn" },
                { url, clientId },
            );
            const afterSettings = ({ stdout }: typeof plain) => stdout.replace(/^[\s\S]*?\n-/, "-");
            assert.equal(secret.exitCode, 0);
            assert.equal(afterSettings(secret), afterSettings(plain));
        });
    });

    it("warns about secrets in plain text and about unknown keys", async () => {
        const vault = await start();
        const { config } = stackOf(vault, { clientID: "ci", clientKeyPassphrase: "PLANTED", timeoutSeconds: "5" });
        const secret = { value: vault.clientSecret, secret: false };
        const checked = await checkStack({
            config: { ...config, "mysafe:clientSecret": secret, "other:thing": { value: "1" } },
        });
        assert.equal(checked.exitCode, 0);
        assert.deepEqual(
            checked
                .textOf("settings")
                .match(/^warning: .*$/gm)
                ?.sort(),
            [
                "warning: Unknown setting mysafe:clientID is ignored. Did you mean mysafe:clientId?",
                "warning: the stack's file contains mysafe:clientKeyPassphrase in plain text: replace the secret, then run `pulumi config set --secret mysafe:clientKeyPassphrase`.",
                "warning: the stack's file contains mysafe:clientSecret in plain text: replace the secret, then run `pulumi config set --secret mysafe:clientSecret`.",
            ],
        );
        assert.doesNotMatch(checked.stdout, /PLANTED/);
    });

    it("warns about an unknown key if a setting is missing", async () => {
        const { config } = stackOf(nowhere, { clientID: "ci" });
        const { "mysafe:clientId": _, ...others } = config;
        const checked = await checkStack({ config: others });
        failedAt(
            checked,
            "settings",
            "- mysafe:clientId is missing",
            "warning: Unknown setting mysafe:clientID is ignored. Did you mean mysafe:clientId?",
        );
    });

    for (const [message, reason, solution] of [
        [
            "error: no Pulumi.yaml project file found (searching upwards from /x). If you have not created a project yet, …",
            "there is no Pulumi project",
            "run this command in the folder of a Pulumi project.",
        ],
        [
            "error: no stack selected; please use `pulumi stack select`",
            "no stack is selected",
            "run `pulumi stack select` or `pulumi stack init`, or pass --stack.",
        ],
        ...[
            "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
            "error: this command requires logging in; try running `pulumi login` first",
            "error: SAML SSO authentication is required. Log in at:\n\n    https://app.example.com/sso\n",
            "Logging in using access token from PULUMI_ACCESS_TOKEN\nerror: Unauthorized: No credentials provided or are invalid.",
        ].map(
            (text) =>
                [
                    text,
                    "there is no valid Pulumi login",
                    "run `pulumi login`, or set PULUMI_ACCESS_TOKEN to a valid token.",
                ] as const,
        ),
    ] as const) {
        describe(`at Pulumi's message "${message.replace(/\s+/g, " ")}"`, () => {
            it("reads only the environment, and reports that", async () => {
                const checked = await checkStack({ failsWith: message }, { env: environmentOf(await start()) });
                assert.equal(checked.exitCode, 0, checked.stdout);
                assert.match(checked.textOf("settings"), new RegExp(`^from the environment only: ${reason}\nurl `));
                assert.doesNotMatch(checked.textOf("settings"), /if a stack/);
            });

            it("names what is missing in the environment, and how to read a stack", async () => {
                const env = { SENHASEGURA_URL: nowhere.url };
                failedAt(
                    await checkStack({ failsWith: message }, { env }),
                    "settings",
                    "- mysafe:clientId is missing",
                    `from the environment only: ${reason}\nif a stack has the settings: ${solution}\n`,
                );
            });

            it("fails with --stack", async () => {
                const options = { env: environmentOf(nowhere), args: ["--stack", "dev"] };
                const cause = message.replace(/^[\s\S]*error: /, "").trim();
                failedAt(
                    await checkStack({ failsWith: message }, options),
                    "settings",
                    `Cause: ${cause.replace(/\s+/g, " ")}\nSolution: ${solution}`,
                );
            });
        });
    }

    it("needs no passphrase if the stack encrypts only settings of other packages", async () => {
        const { config } = stackOf(await start());
        const plain = Object.fromEntries(Object.entries(config).map(([key, { value }]) => [key, { value }]));
        const entries = { ...plain, "aws:secretKey": { secret: true } };
        const checked = await checkStack({ config: entries, withoutPassphrase: true });
        assert.equal(checked.exitCode, 0, checked.stdout);
        assert.equal(checked.asked, "config --json --non-interactive --color=never\n");
        const encrypted = { ...entries, "mysafe:clientSecret": { secret: true } };
        failedAt(
            await checkStack({ config: encrypted, withoutPassphrase: true }),
            "settings",
            "pulumi config --show-secrets --json failed",
            "Solution: set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase",
        );
    });

    it("fails with Pulumi's message if the stack configuration cannot be read", async () => {
        const env = environmentOf(nowhere);
        const locked = await checkStack({ failsWith: "error: incorrect passphrase" }, { env });
        failedAt(
            locked,
            "settings",
            "pulumi config --show-secrets --json failed",
            "Cause: incorrect passphrase",
            "Solution: set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase",
        );
    });

    for (const [message, solution] of [
        [
            "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
            "set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or PULUMI_CONFIG_PASSPHRASE_FILE",
        ],
        ["error: no stack named 'none' found", "pass --stack with a name that `pulumi stack ls` lists"],
        [
            "Logging in using access token from PULUMI_ACCESS_TOKEN\nerror: performing HTTP request: no such host",
            "fix this error first: `pulumi stack` must work in this folder.",
        ],
        ["error: 2 errors occurred:\n\t* one\n\t* two", "fix this error first"],
    ] as const) {
        it(`has a solution for Pulumi's message: ${message.split("\n", 1)[0]}`, async () => {
            const checked = await checkStack({ failsWith: message });
            const cause = message.replace(/^[\s\S]*error: /, "").replace(/\s+/g, " ");
            failedAt(checked, "settings", `Cause: ${cause}\nSolution: ${solution}`);
        });
    }

    it("has a solution for --stack without a Pulumi CLI", async () => {
        failedAt(
            await checkEnvironment(environmentOf(nowhere), ["--stack", "dev"]),
            "settings",
            "Cause: there is no `pulumi` on the PATH.\nSolution: install the Pulumi CLI, or add its folder to the PATH.",
        );
    });

    it("hides the output of Pulumi that is not JSON", async () => {
        const checked = await checkStack({ prints: '{"mysafe:clientSecret":{"value":PLANTED}}' });
        failedAt(
            checked,
            "settings",
            "`pulumi config` printed no JSON\nCause: the output is hidden because it can contain secrets.\nSolution: check",
        );
        assert.doesNotMatch(checked.stdout, /PLANTED|too old|update/);
    });

    it("resolves files from the program's folder, as the provider does", async () => {
        const authority = createAuthority("Private CA");
        const vault = await start({ tls: authority.issue() });
        const stack = stackOf(vault, { caFile: "certs/ca.pem" });
        const before = process.cwd();
        for (const [file, project, program] of [
            ["Pulumi.yaml", "name: p\nmain: app/src/\nruntime: nodejs\n", "app/src"],
            ["Pulumi.yaml", 'name: p\nmain: "app/index.ts" # here\n', "app"],
            ["Pulumi.yaml", "name: p\n", "."],
            ["Pulumi.yml", "name: p\nmain: app\n", "app"],
            ["Pulumi.yaml", '{"name":"p","main":"app","runtime":"nodejs"}\n', "app"],
        ] as const) {
            const folder = newFolder();
            writeFileSync(join(folder, file), project);
            mkdirSync(join(folder, program, "certs"), { recursive: true });
            mkdirSync(join(folder, "elsewhere"), { recursive: true });
            writeFileSync(join(folder, program, "index.ts"), "");
            writeFileSync(join(folder, program, "certs/ca.pem"), authority.certPem);
            const checked = await checkStack(stack, { cwd: join(folder, "elsewhere") });
            assert.equal(checked.exitCode, 0, checked.stdout);
        }
        assert.equal(process.cwd(), before);
    });
});
