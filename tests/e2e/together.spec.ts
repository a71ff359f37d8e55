import assert from "node:assert/strict";
import { writeProgram } from "../support/packedProject";
import {
    connection,
    declare,
    failedWith,
    nothingToDo,
    storyTimeoutMs,
    succeeded,
    withStack,
    withVault,
    withVaultAndStack,
} from "../support/story";

/** A resource with an output that is unknown in a preview and is the identifier of another. */
const chainedProgram = `
const pulumi = require("@pulumi/pulumi");
const { PasswordDisablement } = require("pulumi-mysafe");
class Ticket extends pulumi.dynamic.Resource {
    constructor(name, args) {
        super({ create: async (inputs) => ({ id: "t", outs: { password: inputs.password } }) }, name, { ...args, password: args.password });
    }
}
const config = new pulumi.Config("test");
const ticket = new Ticket("ticket", { password: config.requireNumber("password") });
const identifier = ticket.id.apply(() => config.requireNumber("password"));
const leaver = new PasswordDisablement("leaver", { identifier, reason: ticket.id });
exports.status = leaver.status;
`;

describe("several resources", function () {
    this.timeout(storyTimeoutMs);

    it("accept another resource's output as identifier, which is unknown in a preview", async () => {
        const program = await writeProgram("chained", chainedProgram);
        await withVaultAndStack({}, { program, config: { "test:password": "312" } }, async (vault, stack) => {
            const preview = succeeded(await stack.preview("--diff"));
            assert.match(preview.output, /identifier: \[unknown\]/);
            succeeded(await stack.up("--skip-preview"));
            assert.equal(vault.password(312).active, false);
            assert.equal((await stack.resources()).leaver?.outputs.identifier, "312");
        });
    });

    it("fail in the up if such an identifier is wrong", async () => {
        const program = await writeProgram("chained", chainedProgram);
        await withVaultAndStack({}, { program, config: { "test:password": "9999" } }, async (vault, stack) => {
            succeeded(await stack.preview());
            failedWith(await stack.up("--skip-preview"), "1005: Password not found", "Solution: ");
            assert.equal(vault.requests.filter(({ acted, route }) => acted && route === "disable").length, 0);
        });
    });

    it("of two parallel stacks disable each password once", async () => {
        const passwords = Array.from({ length: 20 }, (_, index) => ({ identifier: 500 + index }));
        // The stacks share ten passwords.
        const declared = (from: number) =>
            Object.fromEntries(passwords.slice(from, from + 15).map((entry) => [`p${entry.identifier}`, entry]));
        await withVault({ passwords, latencyMs: 20 }, async (vault) => {
            await withStack(connection(vault), async (one) => {
                await withStack(connection(vault), async (two) => {
                    await declare(one, declared(0));
                    await declare(two, declared(5));
                    const runs = await Promise.all([one.up("--skip-preview"), two.up("--skip-preview")]);
                    runs.forEach(succeeded);
                    assert.ok(vault.passwords().every(({ active, changes }) => !active && changes === 1));
                });
            });
        });
    });

    it("make one token request and one list call for a preview, and one request each for an update beside both", async () => {
        const passwords = Array.from({ length: 100 }, (_, index) => ({ identifier: 2_000_000 + index }));
        const declared = Object.fromEntries(passwords.map(({ identifier }) => [`p${identifier}`, { identifier }]));
        await withVaultAndStack({ passwords }, {}, async (vault, stack) => {
            await declare(stack, declared);
            succeeded(await stack.preview());
            assert.deepEqual([vault.count("token"), vault.count("list"), vault.requests.length], [1, 1, 2]);

            // An up is a preview and an update in separate processes.
            succeeded(await stack.up());
            assert.deepEqual([vault.count("token"), vault.count("list"), vault.count("disable")], [3, 3, 100]);
            assert.ok(vault.maxInFlight <= 8, `${vault.maxInFlight} requests in flight`);
            assert.ok(vault.passwords().every(({ active }) => !active));

            const met = vault.requests.length;
            await nothingToDo(stack);
            assert.equal(vault.requests.length, met, "a preview without changes made a request");
            assert.deepEqual(vault.secretsServed, []);
        });
    });
});
