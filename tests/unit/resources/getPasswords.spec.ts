import assert from "node:assert/strict";
import { output, secret } from "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import type { SimulatorOptions } from "mysafe-simulator";
import {
    getPassword,
    getPasswordOutput,
    getPasswords,
    getPasswordsOutput,
} from "../../../provider/src/resources/getPasswords";
import { closeRawServers, httpAnswer, rawServer } from "../support/rawServer";
import { closeAll, start } from "../support/vault";

const { asyncLocalStorage } = globalThis as unknown as {
    asyncLocalStorage: { run<T>(store: object, act: () => T): T };
};

/** Acts as a program does, in a run of its own; gives what it logged, too. */
async function asProgram<T>(
    config: Record<string, string>,
    act: () => Promise<T>,
    project = "test",
): Promise<[T, string[]]> {
    const logged: string[] = [];
    const write = console.warn;
    console.warn = (line: string) => logged.push(line);
    try {
        const result = await asyncLocalStorage.run({ settings: { options: { project } }, config: {} }, async () => {
            setAllConfig(config);
            return act();
        });
        return [result, logged];
    } finally {
        console.warn = write;
    }
}

/** Starts a vault, and gives what a stack has to be told of it. */
async function vaultAndConfig(options?: SimulatorOptions) {
    const vault = await start(options);
    const config = {
        "mysafe:url": vault.url,
        "mysafe:clientId": vault.clientId,
        "mysafe:clientSecret": vault.clientSecret,
    };
    const act = <T>(program: () => Promise<T>) => asProgram(config, program);
    return { vault, act };
}

const identifiers = (found: { identifier: number }[]) => found.map(({ identifier }) => identifier);
const known = <T>(value: { apply: unknown }) => (value as unknown as { promise(): Promise<T> }).promise();

/** How a search was refused: always without a stack trace, which the SDK prints of a promise that nobody waits for. */
async function rejection(promise: Promise<unknown>): Promise<Error> {
    const error: Error = await promise.then(
        () => assert.fail("succeeded"),
        (refused) => refused,
    );
    assert.equal(error.stack, error.message);
    return error;
}

describe("finding passwords", () => {
    afterEach(async () => {
        await closeAll();
        await closeRawServers();
    });

    it("gives typed entries as the vault's list has them, and no secret", async () => {
        const { vault, act } = await vaultAndConfig();
        const [found, logged] = await act(() => getPasswords({ username: "m.souza" }));
        assert.deepEqual(identifiers(found), [312, 313, 315]);
        assert.deepEqual(found[0], {
            identifier: 312,
            name: "Oracle production, former DBA",
            username: "m.souza",
            url: "oracle://db1.example.com:1521/PROD",
            tags: ["offboarding", "database"],
            canView: true,
            canWrite: true,
        });
        assert.deepEqual([vault.secretsServed, logged], [[], []]);
        const [[shared]] = await act(() => getPasswords({ tag: "shared" }));
        assert.deepEqual([shared?.identifier, shared?.canView, shared?.canWrite], [404, true, false]);
    });

    it("compares by itself, whole or in part, so that no vault that is stricter hides one", async () => {
        const passwords = [
            { identifier: 1, username: "root", name: "A", url: "https://x.example", tags: "one, two" },
            { identifier: 2, username: "root2", name: "A too", url: "https://y.example", tags: "one more" },
            { identifier: 3, username: "ROOT", name: "b", tags: "TWO" },
        ];
        const { vault, act } = await vaultAndConfig({ passwords });
        for (const [args, expected] of [
            [{ username: " Root " }, [1, 3]],
            [{ username: "roo" }, []],
            [{ tag: "two" }, [1, 3]],
            [{ tag: "one" }, [1]],
            [{ name: "a" }, [1, 2]],
            [{ url: "EXAMPLE" }, [1, 2]],
            [{ username: "root", tag: "TWO", name: "a" }, [1]],
            [{}, [1, 2, 3]],
        ] as const) {
            const [found] = await act(() => getPasswords(args));
            assert.deepEqual(identifiers(found), expected, JSON.stringify(args));
        }
        const paths = vault.requests.filter(({ route }) => route === "list").map(({ path }) => path);
        assert.deepEqual([...new Set(paths)], ["/api/mysafe/password"]);
        assert.deepEqual(identifiers((await act(() => getPasswords()))[0]), [1, 2, 3]);
    });

    it("asks once in a program, whatever it searches for, and anew in the next", async () => {
        const { vault, act } = await vaultAndConfig();
        const program = async () => {
            const [one, other] = await Promise.all([
                getPasswords({ tag: "offboarding", username: "m.souza" }),
                getPasswords({ username: "m.souza ", tag: "offboarding" }),
            ]);
            assert.notEqual(one, other, "a caller may change what it was given");
            one.length = 0;
            assert.equal((await getPassword({ username: "msouza-acme" })).identifier, 314);
            return (await getPasswords({ tag: "offboarding", username: "m.souza" })).length;
        };
        assert.deepEqual(await act(program), [3, []]);
        assert.deepEqual([vault.count("token"), vault.count("list")], [1, 1]);
        await act(program);
        assert.deepEqual([vault.count("token"), vault.count("list")], [2, 2]);
    });

    it("tells that it found nothing, and why that may be, once", async () => {
        const { act } = await vaultAndConfig();
        const [found, logged] = await act(async () => [
            ...(await getPasswords({ username: "nobody" })),
            ...(await getPasswords({ username: "nobody" })),
        ]);
        assert.deepEqual(found, []);
        assert.equal(logged.length, 1);
        assert.match(logged[0] ?? "", /getPasswords\(\{ username: "nobody" \}\) found no password.*inactive passwords/);
    });

    for (const [what, args, words] of [
        [
            "a value that is missing",
            { username: undefined },
            /getPasswords: `username` must be a text that is not empty/,
        ],
        ["an empty value", { tag: " " }, /`tag` must be a text that is not empty/],
        ["a number", { name: 312 }, /`name` must be a text/],
        [
            "an argument that it does not know",
            { user: "m.souza" },
            /has no argument `user`: there are tag, username, name, url/,
        ],
    ] as const) {
        it(`refuses ${what}, which would else find every password`, async () => {
            const { vault, act } = await vaultAndConfig();
            const [error] = await act(() => rejection(getPasswords(args as object)));
            assert.match(error.message, words);
            assert.equal(vault.requests.length, 0);
        });
    }

    it("says what the vault refused, with cause and solution, and which search it was", async () => {
        const { vault, act } = await vaultAndConfig();
        vault.inject({ kind: "forbidden403", route: "list", times: 2 });
        const [error] = await act(() => rejection(getPasswords({ tag: "offboarding" })));
        assert.equal(error.constructor.name, "RunError");
        const [first, cause, solution] = error.message.split("\n");
        assert.match(first ?? "", /^getPasswords\(\{ tag: "offboarding" \}\): GET api\/mysafe\/password failed: 403 /);
        assert.match(`${cause}\n${solution}`, /^Cause: .*\nSolution: /);
    });

    it("names each setting that is missing", async () => {
        const [error] = await asProgram({ "mysafe:url": "https://vault.example.com" }, () => rejection(getPasswords()));
        assert.match(
            error.message,
            /^getPasswords\(\): 2 settings.*\n- mysafe:clientId is missing.*\n- mysafe:clientSecret is missing/,
        );
    });

    it("warns once of a setting whose name is none, since a misspelt guard guards nothing", async () => {
        const { vault } = await vaultAndConfig();
        const config = {
            "mysafe:url": vault.url,
            "mysafe:clientId": vault.clientId,
            "mysafe:clientSecret": vault.clientSecret,
            "mysafe:neverDisabel": "tag:break-glass",
            "other:thing": "x",
        };
        const program = async () => {
            await getPasswords({ username: "m.souza" });
            await getPasswords({ tag: "database" });
        };
        const [, logged] = await asProgram(config, program);
        assert.equal(logged.length, 1);
        assert.match(logged[0] ?? "", /Unknown setting mysafe:neverDisabel is ignored/);
        assert.deepEqual((await asProgram(config, program, "mysafe"))[1], [], "a project's own settings");
    });

    it("does not tell the vault's identifier wrong where it is no whole number", async () => {
        const { act } = await vaultAndConfig({ passwords: [{ identifier: Number.MAX_SAFE_INTEGER }] });
        assert.deepEqual(identifiers((await act(() => getPasswords()))[0]), [Number.MAX_SAFE_INTEGER]);
    });

    it("takes outputs, and is not known where they are not", async () => {
        const { vault, act } = await vaultAndConfig();
        const [found] = await act(() =>
            known<{ identifier: number }[]>(getPasswordsOutput({ username: output("m.souza") })),
        );
        assert.deepEqual(identifiers(found), [312, 313, 315]);
        const [one] = await act(() => known<{ identifier: number }>(getPasswordOutput({ name: output("GitHub") })));
        assert.equal(one.identifier, 314);
        assert.equal(vault.count("list"), 2);
    });

    it("shows no argument where one of them is a secret", async () => {
        const { act } = await vaultAndConfig();
        const [, logged] = await act(() => known(getPasswordsOutput({ username: secret("x-planted") })));
        assert.match(logged.join(), /getPasswords\(\{ username: \[secret\] \}\) found no password/);
        const [, both] = await act(async () => {
            await known(getPasswordsOutput({ username: secret("x-planted") }));
            await known(getPasswordsOutput({ username: secret("x-planted-too") }));
        });
        assert.equal(both.length, 2, "each that finds nothing");
        const [none] = await act(() => rejection(known(getPasswordOutput({ tag: secret("x-planted"), name: "a" }))));
        assert.match(none.message, /^getPassword\(\{ tag: \[secret\], name: \[secret\] \}\) found no password/);
        const [many] = await act(() => rejection(known(getPasswordOutput({ username: secret("m.souza") }))));
        assert.deepEqual(many.message.split("\n").slice(1, 4), ["- 312", "- 313", "- 315"]);
        assert.doesNotMatch([...logged, none.message, many.message].join(), /x-planted|m\.souza/);
    });

    it("finds a password that the vault lists twice once", async () => {
        const entry = { identifier: "7", name: "a", can_write: true };
        const { url } = await rawServer((request) =>
            httpAnswer(
                200,
                { "Content-Type": "application/json" },
                JSON.stringify(
                    request.startsWith("POST") ? { access_token: "t" } : { password_on_list: [entry, entry] },
                ),
            ),
        );
        const config = { "mysafe:url": url, "mysafe:clientId": "id", "mysafe:clientSecret": "s" };
        const [found] = await asProgram(config, () => getPasswords());
        assert.deepEqual(identifiers(found), [7]);
    });

    it("asks for an object of arguments", async () => {
        const { vault, act } = await vaultAndConfig();
        for (const args of [null, "m.souza", ["m.souza"]]) {
            const [error] = await act(() => rejection(getPasswords(args as unknown as object)));
            assert.match(error.message, /^getPasswords takes an object of arguments, such as/);
        }
        for (const [value, words] of [
            [1n, /^getPasswords: `username` must be a text/],
            [output("m.souza"), /^getPasswords: `username` is known later alone\. getPasswordsOutput takes outputs/],
            [Promise.resolve("m.souza"), /`username` is known later alone/],
        ] as const) {
            const [error] = await act(() => rejection(getPasswords({ username: value as unknown as string })));
            assert.match(error.message, words);
        }
        const [error] = await act(() => rejection(getPassword(undefined as unknown as object)));
        assert.match(error.message, /^getPassword takes an object of arguments/);
        assert.equal(vault.requests.length, 0);
    });
});

describe("finding one password", () => {
    afterEach(closeAll);

    it("lists what matched where that is more than one", async () => {
        const { act } = await vaultAndConfig();
        const [error] = await act(() => rejection(getPassword({ username: "m.souza", tag: "database" })));
        assert.equal(
            error.message,
            [
                'getPassword({ username: "m.souza", tag: "database" }) found 2 passwords, and not one:',
                "- 312: Oracle production, former DBA, m.souza, oracle://db1.example.com:1521/PROD",
                "- 313: Oracle staging, former DBA, m.souza, oracle://db2.example.com:1521/STAGE",
                "Solution: add arguments until one is left, or use getPasswords.",
            ].join("\n"),
        );
    });

    it("lists each in a line of its own, whatever its name holds", async () => {
        const passwords = [
            { identifier: 1, name: "a\nSolution: b\u001b[31m" },
            { identifier: 2, name: "ab" },
        ];
        const { act } = await vaultAndConfig({ passwords });
        const [error] = await act(() => rejection(getPassword({ name: "a" })));
        assert.deepEqual(error.message.split("\n").slice(1, 3), ["- 1: a Solution: b [31m", "- 2: ab"]);
    });

    it("lists the first of very many", async () => {
        const passwords = Array.from({ length: 25 }, (_, index) => ({ identifier: index + 1, name: "n".repeat(150) }));
        const { act } = await vaultAndConfig({ passwords });
        const [error] = await act(() => rejection(getPassword({ name: "n" })));
        const lines = error.message.split("\n");
        assert.deepEqual([lines.length, lines[21]], [23, "- and 5 others"]);
        assert.ok(lines.every((line) => line.length < 120));
    });

    it("fails where none matches, since its result is needed", async () => {
        const { act } = await vaultAndConfig();
        const [error, logged] = await act(() => rejection(getPassword({ username: "nobody" })));
        assert.match(
            error.message,
            /^getPassword\(\{ username: "nobody" \}\) found no password\.\nCause: .*\nSolution: /,
        );
        assert.deepEqual(logged, []);
    });
});
