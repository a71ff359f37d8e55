import assert from "node:assert/strict";
import { type Output, output, secret, unknown } from "@pulumi/pulumi";
import {
    getPassword,
    getPasswordOutput,
    getPasswords,
    getPasswordsOutput,
} from "../../../provider/src/resources/getPasswords";
import { isKnown } from "../support/mockEngine";
import { identifiersOf, searchError, startSearchVault } from "../support/searchProgram";
import { closeAll } from "../support/vault";

/** Returns the value of an output. Unlike outputValue of the mock engine, it reports a failure. */
function promiseOf<T>(value: Output<T>): Promise<T> {
    return (value as unknown as { promise(): Promise<T> }).promise();
}

describe("getPasswords", () => {
    afterEach(closeAll);

    it("logs one warning if the same search finds nothing twice", async () => {
        const { run } = await startSearchVault();
        const [found, warnings] = await run(async () => [
            ...(await getPasswords({ username: "nobody" })),
            ...(await getPasswords({ username: "nobody" })),
        ]);
        assert.deepEqual(found, []);
        assert.equal(warnings.length, 1);
        assert.match(warnings[0] ?? "", /getPasswords\(\{ username: "nobody" \}\) found no password\. .*inactive/);
    });

    it("logs no warning if the program expects an empty result", async () => {
        const { run } = await startSearchVault();
        const [found, warnings] = await run(() => getPasswords({ username: "nobody", allowEmpty: true }));
        assert.deepEqual([found, warnings], [[], []]);
    });

    it("refuses an allowEmpty that is no boolean", async () => {
        const { run } = await startSearchVault();
        await run(async () => {
            const { message } = await searchError(getPasswords({ allowEmpty: "yes" as never }));
            assert.equal(message, "getPasswords: `allowEmpty` must be true or false.");
        });
    });

    it("accepts outputs", async () => {
        const { run } = await startSearchVault();
        const [found] = await run(() => promiseOf(getPasswordsOutput({ username: output("m.souza") })));
        assert.deepEqual(identifiersOf(found), [312, 313, 315, 321]);
    });

    it("is unknown if an argument is unknown, without a request", async () => {
        const { vault, run } = await startSearchVault();
        const [found] = await run(async () => isKnown(getPasswordsOutput({ username: output(unknown) as never })));
        assert.deepEqual([found, vault.requests.length], [false, 0]);
    });

    it("shows no argument if one of them is a secret", async () => {
        const { run } = await startSearchVault();
        const [, warnings] = await run(async () => {
            await promiseOf(getPasswordsOutput({ username: secret("x-planted"), tag: "t-planted" }));
            await promiseOf(getPasswordsOutput({ username: secret("x-planted-too"), tag: "t-planted" }));
        });
        const call = "getPasswords({ username: [secret], tag: [secret] })";
        assert.equal(warnings.length, 1);
        assert.ok(warnings[0]?.includes(`${call}, ${call} found no password`), warnings[0]);
        assert.doesNotMatch(warnings.join(), /planted/);
    });
});

describe("getPassword", () => {
    afterEach(closeAll);

    it("returns the one password that matches, also for outputs", async () => {
        const { run } = await startSearchVault();
        const [found] = await run(() => getPassword({ name: "GitHub" }));
        const [same] = await run(() => promiseOf(getPasswordOutput({ name: output("GitHub") })));
        assert.deepEqual([found.identifier, same.identifier], [314, 314]);
    });

    it("fails if no password matches", async () => {
        const { run } = await startSearchVault();
        const [error, warnings] = await run(() => searchError(getPassword({ username: "nobody" })));
        assert.match(
            error.message,
            /^getPassword\(\{ username: "nobody" \}\) found no password\.\nCause: .*\nSolution: .*$/,
        );
        assert.deepEqual(warnings, []);
    });

    it("fails with a list if several match", async () => {
        const { run } = await startSearchVault();
        const [error] = await run(() => searchError(getPassword({ username: "m.souza", tag: "database" })));
        assert.equal(
            error.message,
            [
                'getPassword({ username: "m.souza", tag: "database" }) found 2 passwords, expected one:',
                "- 312: Oracle production, former DBA, m.souza, oracle://db1.example.com:1521/PROD",
                "- 313: Oracle staging, former DBA, m.souza, oracle://db2.example.com:1521/STAGE",
                "Solution: add arguments until one password matches, or use getPasswords.",
            ].join("\n"),
        );
    });

    it("lists each match in one short line, at most 20 of them", async () => {
        const name = `n\nSolution: x\u001b[31m${"n".repeat(150)}`;
        const passwords = Array.from({ length: 25 }, (_, index) => ({ identifier: index + 1, name }));
        const { run } = await startSearchVault({ passwords });
        const [error] = await run(() => searchError(getPassword({ name: "n" })));
        const lines = error.message.split("\n");
        assert.equal(lines.length, 23);
        assert.match(lines[1] ?? "", /^- 1: n Solution: x \[31mn+…$/);
        assert.equal(lines[21], "- and 5 others");
        assert.ok(lines.every((line) => line.length < 120));
    });

    it("lists identifiers alone if an argument is a secret", async () => {
        const { run } = await startSearchVault();
        const [error] = await run(() => searchError(promiseOf(getPasswordOutput({ username: secret("m.souza") }))));
        assert.deepEqual(error.message.split("\n").slice(1, 4), ["- 312", "- 313", "- 315"]);
        assert.doesNotMatch(error.message, /m\.souza/);
    });
});
