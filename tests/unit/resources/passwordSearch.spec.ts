import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { output } from "@pulumi/pulumi";
import { getPassword, getPasswords } from "../../../provider/src/resources/getPasswords";
import { runInlineProgram } from "../support/inlineProgram";
import { asProgram } from "../support/programProcess";
import { closeRawServers, httpAnswer, rawServer } from "../support/rawServer";
import { identifiersOf, searchError, startSearchVault } from "../support/searchProgram";
import { closeAll } from "../support/vault";

describe("a search of passwords", () => {
    afterEach(async () => {
        await closeAll();
        await closeRawServers();
    });

    it("returns the entries of the vault's list, without secrets", async () => {
        const { vault, run } = await startSearchVault();
        const [found, warnings] = await run(() => getPasswords({ username: "m.souza" }));
        assert.deepEqual(identifiersOf(found), [312, 313, 315, 321]);
        assert.deepEqual(found[0], {
            identifier: 312,
            name: "Oracle production, former DBA",
            username: "m.souza",
            url: "oracle://db1.example.com:1521/PROD",
            tags: ["offboarding", "database"],
            canView: true,
            canWrite: true,
        });
        assert.deepEqual([vault.secretsServed, warnings], [[], []]);
    });

    it("needs no provider, so it works in a folder without the package", async () => {
        const { run } = await startSearchVault();
        const [found] = await asProgram({ folder: tmpdir() }, () => run(() => getPasswords({ username: "m.souza" })));
        assert.equal(found.length, 4);
    });

    it("matches whole tags and user names, and parts of names and URLs, in any case", async () => {
        const passwords = [
            { identifier: 1, username: "root", name: "A", url: "https://x.example", tags: "one, two" },
            { identifier: 2, username: "root2", name: "A too", url: "https://y.example", tags: "one more" },
            { identifier: 3, username: "ROOT", name: "b", tags: "TWO" },
        ];
        const { vault, run } = await startSearchVault({ passwords });
        await run(async () => {
            for (const [args, expected] of [
                [{ username: " Root " }, [1, 3]],
                [{ username: "roo" }, []],
                [{ tag: "two" }, [1, 3]],
                [{ tag: "one" }, [1]],
                [{ name: "a" }, [1, 2]],
                [{ url: "EXAMPLE" }, [1, 2]],
                [{ username: "root", tag: "TWO", name: "a" }, [1]],
                [{}, [1, 2, 3]],
                [undefined, [1, 2, 3]],
            ] as const) {
                assert.deepEqual(identifiersOf(await getPasswords(args)), expected, JSON.stringify(args));
            }
        });
        assert.deepEqual(
            vault.requests.map(({ path }) => path).slice(1),
            ["/api/mysafe/password"],
            "no filter of its own",
        );
    });

    it("sends one list call in a run, and another in the next run of the process", async () => {
        const { vault, run } = await startSearchVault();
        const program = async () => {
            const args = { tag: "offboarding", username: "m.souza" };
            const [one, other] = await Promise.all([getPasswords(args), getPasswords(args)]);
            one.length = 0;
            assert.equal(other.length, 3, "a caller may change its own result");
            await getPassword({ username: "msouza-acme" });
        };
        await run(program);
        assert.deepEqual([vault.count("token"), vault.count("list")], [1, 1]);
        await run(program);
        assert.deepEqual([vault.count("token"), vault.count("list")], [2, 2]);
    });

    it("refuses each argument that is too broad, without a request", async () => {
        const { vault, run } = await startSearchVault();
        for (const [args, message] of [
            [{ username: undefined }, /^getPasswords: `username` must be a text that is not empty/],
            [{ tag: " " }, /`tag` must be a text that is not empty/],
            [{ name: 312 }, /`name` must be a text/],
            [{ user: "m.souza" }, /unknown argument `user`\. Use tag, username, name, url\.$/],
            [{ username: output("m.souza") }, /`username` is an output or a promise\. Use getPasswordsOutput\.$/],
            [{ username: Promise.resolve("m.souza") }, /`username` is an output or a promise/],
            [null, /^getPasswords: the argument must be an object/],
            ["m.souza", /the argument must be an object/],
            [["m.souza"], /the argument must be an object/],
        ] as const) {
            const [error] = await run(() => searchError(getPasswords(args as object)));
            assert.match(error.message, message);
        }
        const [error] = await run(() => searchError(getPassword(undefined as unknown as object)));
        assert.match(error.message, /^getPassword: the argument must be an object/);
        assert.equal(vault.requests.length, 0);
    });

    it("gives up a refused connection within seconds in a preview", async () => {
        const config = { "mysafe:url": "http://127.0.0.1:1", "mysafe:clientId": "id", "mysafe:clientSecret": "cs-1" };
        const begun = performance.now();
        const error = await runInlineProgram(() => searchError(getPasswords()), config, "test", true);
        assert.match(error.message, /^getPasswords\(\): .*ECONNREFUSED/);
        assert.ok(performance.now() - begun < 10_000);
    });

    it("fails with call, problem, cause and solution if the vault sends no list", async () => {
        const { vault, run } = await startSearchVault();
        vault.inject({ kind: "forbidden403", route: "list", times: 2 });
        const withoutRetries = { "mysafe:maxRetries": "0" };
        const [error] = await run(() => searchError(getPasswords({ tag: "offboarding" })), withoutRetries);
        assert.match(
            error.message,
            /^getPasswords\(\{ tag: "offboarding" \}\): GET api\/mysafe\/password failed: 403 .*\nCause: .*\nSolution: .*$/,
        );
    });

    it("fails with each setting that is missing", async () => {
        const { run } = await startSearchVault();
        const missing = { "mysafe:clientId": "", "mysafe:clientSecret": "" };
        const [error] = await run(() => searchError(getPasswords()), missing);
        assert.match(
            error.message,
            /^getPasswords\(\): 2 settings.*\n- mysafe:clientId is missing.*\n- mysafe:clientSecret is missing/,
        );
    });

    it("warns of unknown keys in the stack configuration", async () => {
        const { run } = await startSearchVault();
        const [, warnings] = await run(() => getPasswords(), { "mysafe:neverDisabel": "tag:break-glass" });
        assert.match(warnings.join(), /mysafe:neverDisabel/);
    });

    it("fails if an identifier of the list is not a whole number", async () => {
        const { run } = await startSearchVault();
        const { url } = await rawServer((request) => {
            const body = request.startsWith("POST")
                ? { access_token: "t" }
                : { password_on_list: [{ identifier: "7a", name: "a", can_write: true }] };
            return httpAnswer(200, { "Content-Type": "application/json" }, JSON.stringify(body));
        });
        const [error] = await run(() => searchError(getPasswords()), { "mysafe:url": url });
        assert.match(error.message, /^getPasswords\(\): the vault's list contains the identifier "7a"/);
    });
});
