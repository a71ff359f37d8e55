import assert from "node:assert/strict";
import { describeForDoor, setDoor } from "../support/doors";
import { writeProgram } from "../support/packedProject";
import {
    connection,
    declare,
    failedWith,
    nothingToDo,
    storyTimeoutMs,
    succeeded,
    throughDoor,
    withStack,
    withVault,
    withVaultAndStack,
} from "../support/story";
import { packageCommand } from "./support/packageCommand";

const type = "mysafe:index:PasswordDisablement";

/** Declares as {@link declaringProgram} does, each resource with its own options. */
const optionsProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement, PasswordDisablementSet } = require("pulumi-mysafe");
for (const [name, { options, ...args }] of Object.entries(new pulumi.Config("test").requireObject("declare"))) {
    new ("identifiers" in args ? PasswordDisablementSet : PasswordDisablement)(name, args, options);
}
`;

/** Declares two vaults. The URL of the second is an output of another resource. */
const vaultsProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement, Provider, getPasswordsOutput } = require("pulumi-mysafe");
const { url, clientId, clientSecret, search } = new pulumi.Config("test").requireObject("other");
const first = new PasswordDisablement("first", { identifier: 312 });
const provider = new Provider("vault-b", { url: first.id.apply(() => url), clientId, clientSecret, maxRetries: 0 });
const second = new PasswordDisablement("second", { identifier: 312 }, { provider });
exports.urls = [first.vaultUrl, second.vaultUrl];
exports.found = search ? getPasswordsOutput({ tag: "network" }, { provider }).identifiers : [];
`;

describeForDoor("plugin", "the plugin", function () {
    this.timeout(storyTimeoutMs);

    it("refuses in a preview, with code, name, cause and solution; a set names all", async () => {
        const program = await writeProgram("options", optionsProgram);
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            await declare(stack, { board: { identifier: 404 } });
            failedWith(
                await stack.preview(),
                /error: mysafe:index:PasswordDisablement resource 'board': property identifier value \{404\} has a problem: Board portal, view only \(board\): 1006: User does not have access\n\s+Cause: .*\n\s+Solution: /,
            );
            await stack.configure("test:declare", JSON.stringify({ leavers: { identifiers: [312, 999, 404] } }));
            failedWith(
                await stack.preview(),
                "resource 'leavers' has a problem: property identifiers[1] value {999}: 1005: Password not found",
                "has a problem: property identifiers[2] value {404 Board portal, view only (board)}: 1006: ",
            );
            assert.equal(vault.count("disable"), 0);
        });
    });

    it("keeps a small state", async () => {
        await withVaultAndStack({}, {}, async (_vault, stack) => {
            await declare(stack, { dba: { identifier: 312 } });
            succeeded(await stack.up("--skip-preview"));
            const bytes = Buffer.byteLength(JSON.stringify((await stack.resources()).dba));
            assert.ok(bytes <= 750, `${bytes} bytes`);
        });
    });

    it("replaces a resource for an input that `replaceOnChanges` names", async () => {
        const program = await writeProgram("options", optionsProgram);
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            const options = { replaceOnChanges: ["reason"] };
            await stack.configure("test:declare", JSON.stringify({ dba: { identifier: 312, reason: "a", options } }));
            succeeded(await stack.up("--skip-preview"));
            await stack.configure("test:declare", JSON.stringify({ dba: { identifier: 312, reason: "b", options } }));
            assert.match(succeeded(await stack.up("--diff")).output, /\(replace\)[\s\S]*reason *: "a" => "b"/);
            assert.deepEqual([vault.count("enable"), vault.password(312).active], [0, false]);
            await nothingToDo(stack, "--refresh");
        });
    });

    it("imports by command and by option, and the preview after it is clean", async () => {
        const program = await writeProgram("options", optionsProgram);
        const inactive = [340, 341, 342].map((identifier) => ({ identifier, active: false }));
        const passwords = [{ identifier: 312 }, { identifier: 411, canView: false, canWrite: false }, ...inactive];
        await withVaultAndStack({ passwords }, { program, config: { "test:declare": "{}" } }, async (vault, stack) => {
            succeeded(await stack.up("--skip-preview"));
            const importOf = (name: string, id: string, of = type) =>
                stack.run(["import", of, name, id, "--yes", "--protect=false", "--color", "never"]);
            // This version of the Node host writes no program, so the command fails after the import.
            assert.match((await importOf("crm", "340")).output, /= 1 imported/);
            assert.match((await importOf("set", "341,342", `${type}Set`)).output, /= 1 imported/);
            for (const [id, message] of [
                ["312", /password 312 Password 312 is active, so there is nothing to import/],
                ["999", /password 999 is not in the vault \(1005\)/],
                ["411", /password 411 .*is not readable for the access key \(1006\)/],
            ] as const) {
                failedWith(await importOf("wrong", id), message, "Cause: ", "Solution: ");
            }
            const declared = { crm: { identifier: 340 }, set: { identifiers: [342, 341] } };
            await stack.configure("test:declare", JSON.stringify(declared));
            await nothingToDo(stack);
            succeeded(await stack.run(["refresh", "--preview-only", "--expect-no-changes", "--color", "never"]));

            const byOption = { identifier: 342, reason: "CHG-2041", options: { import: "342" } };
            await stack.configure("mysafe:allowDuplicates", "true");
            await stack.configure("test:declare", JSON.stringify({ ...declared, option: byOption }));
            assert.match(succeeded(await stack.up()).output, /= 1 imported/);
            await nothingToDo(stack, "--refresh");
            const { outcome, disabledAt, reason } = (await stack.resources()).option?.outputs ?? {};
            assert.deepEqual([outcome, typeof disabledAt, reason], ["already-inactive", "string", "CHG-2041"]);
            assert.equal(vault.count("disable"), 0);
            // The vault sends the secret of an active password, which the provider does not read.
            assert.deepEqual([...new Set(vault.secretsServed)], [312]);
        });
    });

    it("serves several vaults by provider instances, each with its own token, and keeps their secrets encrypted", async () => {
        const program = await writeProgram("vaults", vaultsProgram);
        await withVault({ clientSecret: "secret-of-the-second-vault" }, async (other) => {
            const { url, clientId, clientSecret } = other;
            const config = { "test:other": JSON.stringify({ url, clientId, clientSecret, search: true }) };
            await withVaultAndStack({}, { program, config }, async (vault, stack) => {
                const preview = succeeded(await stack.preview());
                assert.match(preview.output, /pulumi-mysafe: 1 to disable:\n\s+first: 312 Oracle/);
                succeeded(await stack.up("--skip-preview"));
                assert.deepEqual(
                    [vault, other].map((one) => one.password(312).active),
                    [false, false],
                );
                const outputs = JSON.parse((await stack.expect(["stack", "output", "--json"])).stdout);
                assert.deepEqual(outputs, { urls: [vault.url, other.url], found: ["315"] });
                const state = (await stack.expect(["stack", "export"])).stdout;
                assert.ok(
                    !state.includes(clientSecret) && !state.includes(vault.clientSecret),
                    "a secret in the state",
                );

                await withVault({ clientSecret }, async (third) => {
                    await stack.configure("test:other", JSON.stringify({ url: third.url, clientId, clientSecret }));
                    failedWith(
                        await stack.preview(),
                        `\`url\` is ${third.url}, but the state belongs to the vault at ${other.url}: set \`url\` to that vault.`,
                        'set `formerUrls` of the provider "vault-b" to ',
                    );
                    assert.deepEqual([third.count("read"), third.count("disable")], [0, 0]);
                });
                await stack.configure("test:other", config["test:other"]);
                succeeded(await stack.destroy());
            });
        });
    });

    it("enables no password that the program declares through another instance", async () => {
        const source = `
            const pulumi = require("@pulumi/pulumi");
            const { PasswordDisablement, Provider } = require("pulumi-mysafe");
            const { url, clientId, clientSecret } = new pulumi.Config("test").requireObject("other");
            const provider = new Provider("own", { url, clientId, clientSecret });
            const moved = new pulumi.Config("test").getBoolean("moved");
            new PasswordDisablement(moved ? "new" : "old", { identifier: 312, onDestroy: "restore" }, moved ? { provider } : {});`;
        const program = await writeProgram("moved", source);
        await withVaultAndStack({}, { program }, async (vault, stack) => {
            const { url, clientId, clientSecret } = vault;
            await stack.configure("test:other", JSON.stringify({ url, clientId, clientSecret }));
            succeeded(await stack.up("--skip-preview"));
            await stack.configure("test:moved", "true");
            assert.match(succeeded(await stack.up()).output, /312 .*is not enabled: the program still declares it/);
            assert.deepEqual([vault.password(312).active, vault.count("enable")], [false, 0]);
            await nothingToDo(stack);
        });
    });

    it("names each wrong setting of an instance", async () => {
        const program = await writeProgram("vaults", vaultsProgram);
        await withVault({}, async (vault) => {
            const other = { url: vault.url, clientId: "x" };
            const { config, secrets } = connection(vault);
            const settings = { ...config, "mysafe:timeoutSeconds": "0", "test:other": JSON.stringify(other) };
            await withStack({ program, config: settings, secrets }, async (stack) => {
                failedWith(
                    await stack.preview(),
                    /pulumi:providers:mysafe resource 'default.*': property timeoutSeconds value \{0\} has a problem: mysafe:timeoutSeconds/,
                );
                await stack.unconfigure("mysafe:timeoutSeconds");
                failedWith(
                    await stack.up("--skip-preview"),
                    /resource 'vault-b' has a problem: `clientSecret` is missing: set `clientSecret` of the provider "vault-b"/,
                );
            });
        });
    });

    it("takes over the state of the first door and gives it back, without a request that changes the vault", async () => {
        const aliases = { plugin: `pulumi-nodejs:dynamic/mysafe:PasswordDisablement`, dynamic: type } as const;
        await withVaultAndStack({}, {}, async (vault, stack) => {
            for (const [round, door] of (["dynamic", "plugin", "dynamic", "plugin"] as const).entries()) {
                setDoor(door);
                stack.useProgram(await throughDoor(await writeProgram("options", optionsProgram)));
                const optionsFor = (of: string) =>
                    round === 0 ? {} : { aliases: [{ type: of === "set" ? `${aliases[door]}Set` : aliases[door] }] };
                await stack.configure(
                    "test:declare",
                    JSON.stringify({
                        dba: { identifier: 312, reason: "CHG-2041", options: optionsFor("dba") },
                        set: { identifiers: [313, 314], options: optionsFor("set") },
                    }),
                );
                const run = succeeded(await stack.up());
                assert.equal(vault.count("disable"), 3, run.output);
                assert.doesNotMatch(run.output, /replace|delete|left as/);
                await nothingToDo(stack, "--refresh");
                const { dba, set } = await stack.resources();
                assert.match(String(dba?.type), door === "plugin" ? /^mysafe:/ : /^pulumi-nodejs:/);
                assert.equal(dba?.outputs.outcome, "deactivated");
                assert.equal(Object(set?.outputs.results).length, 1);
            }
            assert.equal(vault.count("enable"), 0);
            setDoor("dynamic");
            const { stderr } = await packageCommand(stack, ["report"]);
            assert.match(stderr, /3 passwords = 3 disabled by this stack/);
        });
    });
});
