import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAuthority } from "../support/certificates";
import { checkStack, environmentOf, failedAt, newFolder, removeFolders, stackOf } from "./support/doctor";
import { useNoProxy } from "./support/environment";
import { closeAll, start } from "./support/vault";

const nowhere = { url: "https://vault.invalid", clientId: "ci", clientSecret: "PLANTED-secret", tenant: undefined };

describe("pulumi-mysafe doctor in a project", () => {
    useNoProxy();

    afterEach(async () => {
        removeFolders();
        await closeAll();
    });

    it("takes the settings of the stack before those of the environment, and says which is whose", async () => {
        const vault = await start({ tenant: "acme" });
        const { url, clientId, clientSecret } = vault;
        const env = { ...environmentOf(nowhere), SENHASEGURA_TENANT: "acme" };
        const checked = await checkStack(stackOf({ url, clientId, clientSecret, tenant: undefined }), { env });
        assert.equal(checked.exitCode, 0, checked.stdout);
        assert.deepEqual(checked.textOf("settings").split("\n"), [
            "from the stack's configuration, then the environment",
            `url           ${url}, by mysafe:url (stack config)`,
            "clientId      simulator-client, by mysafe:clientId (stack config)",
            "clientSecret  set, by mysafe:clientSecret (stack config)",
            "tenant        acme, by SENHASEGURA_TENANT (environment)",
        ]);
        assert.equal(checked.asked, "config --show-secrets --json --non-interactive --color=never\n");
    });

    it("asks for the stack that --stack names", async () => {
        const { asked } = await checkStack(stackOf(await start()), { args: ["--stack", "acme/prod"] });
        assert.equal(asked, "config --show-secrets --json --non-interactive --color=never --stack acme/prod\n");
    });

    it("does not show what the stack keeps encrypted", async () => {
        const vault = await start({ clientId: "PLANTED-id" });
        const { config } = stackOf(vault);
        const checked = await checkStack({
            config: { ...config, "mysafe:clientId": { value: vault.clientId, secret: true } },
        });
        assert.equal(checked.exitCode, 0);
        assert.doesNotMatch(checked.stdout, /PLANTED/);
    });

    it("warns of secrets in plain text, and of keys that are no settings", async () => {
        const vault = await start();
        const { config } = stackOf(vault, { clientID: "ci", keyPassphrase: "PLANTED", timeoutSeconds: "5" });
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
                "warning: mysafe:clientID is no setting of pulumi-mysafe: a spelling error?",
                "warning: mysafe:clientSecret is in plain text in the stack's file: renew it, and set it with --secret.",
                "warning: mysafe:keyPassphrase is in plain text in the stack's file: renew it, and set it with --secret.",
            ],
        );
        assert.doesNotMatch(checked.stdout, /PLANTED/);
    });

    it("warns of a key that is no setting where another is missing", async () => {
        const { config } = stackOf(nowhere, { clientID: "ci" });
        const { "mysafe:clientId": _, ...others } = config;
        const checked = await checkStack({ config: others });
        failedAt(
            checked,
            "settings",
            "- mysafe:clientId is missing",
            "warning: mysafe:clientID is no setting of pulumi-mysafe: a spelling error?",
        );
    });

    for (const [title, says, words] of [
        [
            "project",
            "error: no Pulumi.yaml project file found (searching upwards from /x). If you have not created a project yet, …",
            "no Pulumi.yaml project file found",
        ],
        ["stack", "error: no stack selected; please use `pulumi stack select`", "no stack selected"],
    ] as const) {
        it(`takes the environment alone where there is no ${title}, and says so`, async () => {
            const vault = await start();
            const checked = await checkStack({ says }, { env: environmentOf(vault) });
            assert.equal(checked.exitCode, 0, checked.stdout);
            assert.match(checked.textOf("settings"), new RegExp(`^from the environment alone: ${words}$`, "m"));
        });
    }

    it("stops where the stack's configuration cannot be read, with Pulumi's words", async () => {
        const env = environmentOf(nowhere);
        const locked = await checkStack({ says: "error: incorrect passphrase" }, { env });
        failedAt(
            locked,
            "settings",
            "pulumi config --show-secrets --json failed",
            "Cause: incorrect passphrase",
            "Solution: ",
        );
        const args = ["--stack", "nope"];
        const unknown = await checkStack({ says: "error: no stack selected" }, { env, args });
        failedAt(unknown, "settings", "Cause: no stack selected");
    });

    it("repeats nothing of a configuration that it cannot read", async () => {
        const checked = await checkStack({ prints: '{"mysafe:clientSecret":{"value":PLANTED}}' });
        failedAt(checked, "settings", "`pulumi config` printed no JSON");
        assert.doesNotMatch(checked.stdout, /PLANTED/);
    });

    it("reads files from the program's folder, as the provider does, and stays in its own", async () => {
        const authority = createAuthority("Private CA");
        const vault = await start({ tls: authority.issue() });
        const stack = stackOf(vault, { caFile: "certs/ca.pem" });
        const before = process.cwd();
        for (const [project, program] of [
            ["name: p\nmain: app/src/\nruntime: nodejs\n", "app/src"],
            ['name: p\nmain: "app/index.ts" # here\n', "app"],
            [JSON.stringify({ name: "p", main: "app" }), "app"],
            ["name: p\n", "."],
        ] as const) {
            const folder = newFolder();
            writeFileSync(join(folder, "Pulumi.yaml"), project);
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
