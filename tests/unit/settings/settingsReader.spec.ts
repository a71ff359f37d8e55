import assert from "node:assert/strict";
import { readSettings } from "../../../provider/src/settings/settings";
import { findSetting } from "../../../provider/src/settings/sources";
import { ConfigError } from "../../../provider/src/shared/errors";
import { complete, problemOf, problemsOf, read } from "../support/settings";
import { everything } from "../support/vault";

/** Finds the tenant in a stack configuration and an environment. */
function findTenant(configured: string | undefined, variable?: string) {
    return findSetting("tenant", (key) => (key === "mysafe:tenant" ? configured : undefined), {
        SENHASEGURA_TENANT: variable,
    });
}

describe("a setting", () => {
    it("comes from the stack configuration, else from the environment", () => {
        assert.deepEqual(findTenant("acme", "env"), {
            name: "tenant",
            value: "acme",
            source: "mysafe:tenant (stack config)",
            isEncrypted: false,
        });
        assert.equal(findTenant(undefined, "env")?.source, "SENHASEGURA_TENANT (environment)");
    });

    it("without a variable is not read from the environment", () => {
        assert.equal(
            findSetting("maxRetries", () => undefined, { SENHASEGURA_MAX_RETRIES: "3" }),
            undefined,
        );
    });

    for (const blank of [undefined, "", "  ", "\n\t"]) {
        it(`that is ${JSON.stringify(blank)} is not set`, () => {
            assert.equal(findTenant(blank, blank), undefined);
            assert.equal(findTenant(blank, "env")?.value, "env");
        });
    }

    it("loses the white space around it, which commands leave behind", () => {
        assert.equal(findTenant(" acme\n")?.value, "acme");
        assert.equal(findTenant(undefined, "\tacme ")?.value, "acme");
    });

    it("is text if only its start looks like JSON", () => {
        for (const text of ["[acme", "{acme}", "[]x"]) {
            assert.equal(read({ "mysafe:tenant": text }).tenant, text);
        }
    });
});

describe("the problem of a setting", () => {
    for (const [name, command, variable] of [
        ["url", "`pulumi config set mysafe:url https://vault.example.com`", "SENHASEGURA_URL"],
        ["clientId", "`pulumi config set mysafe:clientId <client id>`", "SENHASEGURA_CLIENT_ID"],
        ["clientSecret", "`pulumi config set --secret mysafe:clientSecret`", "SENHASEGURA_CLIENT_SECRET"],
    ] as const) {
        it(`is that a required one is missing, with the command and the variable: ${name}`, () => {
            assert.equal(
                problemOf({ [`mysafe:${name}`]: undefined }),
                `mysafe:${name} is missing: run ${command}, or set ${variable}.`,
            );
        });
    }

    it("starts with the source of the value", () => {
        assert.match(problemOf({ "mysafe:url": "nowhere" }), /^mysafe:url \(stack config\) is not a URL/);
        assert.match(
            problemOf({ "mysafe:url": undefined }, { SENHASEGURA_URL: "nowhere" }),
            /^SENHASEGURA_URL \(environment\) is not a URL/,
        );
    });

    it("has the bounds and the unit of a number", () => {
        assert.equal(
            problemOf({ "mysafe:timeoutSeconds": "soon" }),
            'mysafe:timeoutSeconds (stack config) is "soon": it must be a number of seconds from 0.1 to 3600.',
        );
        assert.equal(
            problemOf({ "mysafe:maxRetries": "1.5" }),
            'mysafe:maxRetries (stack config) is "1.5": it must be a whole number of retries from 0 to 100.',
        );
    });

    it("repeats a value on one line, up to 60 characters", () => {
        const problem = problemOf({ "mysafe:maxRetries": `\u001b[31m\n${"x".repeat(80)}` });
        assert.match(problem, /^mysafe:maxRetries \(stack config\) is "\\u001b\[31m\\nx{54}…": it must be /);
    });

    it("hides a value that the stack encrypts, and entries of a list", () => {
        const config = {
            ...complete,
            "mysafe:maxRetries": "PLANTED",
            "mysafe:neverDisable": "340,PLANTED",
            "mysafe:caFile": "PLANTED.pem",
        };
        assert.throws(
            () =>
                readSettings(
                    (key) => config[key as keyof typeof config],
                    {},
                    () => true,
                ),
            ({ problems }: ConfigError) => {
                assert.equal(problems.length, 3);
                return problems.every((problem) => / is \[secret\]: /.test(problem) && !problem.includes("PLANTED"));
            },
        );
    });

    it("never shows the client secret", () => {
        for (const config of [{ "mysafe:url": "x" }, { "mysafe:clientId": "" }, { "mysafe:maxRetries": "x" }]) {
            assert.throws(
                () => read(config),
                (error) => error instanceof ConfigError && !everything(error).includes("cs-0123456789abcdef"),
            );
        }
    });

    it("comes together with all others", () => {
        const all = [
            ["url", undefined],
            ["clientId", undefined],
            ["clientSecret", undefined],
            ["tenant", "[]"],
            ["tokenUrl", "nowhere"],
            ["caFile", "/nowhere/ca.pem"],
            ["clientCertFile", "/nowhere/cert.pem"],
            ["timeoutSeconds", "soon"],
            ["maxRetries", "-1"],
            ["maxRetrySeconds", "1 h"],
            ["maxConcurrency", "0"],
            ["preflight", "maybe"],
            ["debug", "maybe"],
        ] as const;
        const problems = problemsOf(Object.fromEntries(all.map(([name, value]) => [`mysafe:${name}`, value])));
        const named = problems.map((problem) => /^mysafe:(\w+)/.exec(problem)?.[1]);
        assert.deepEqual([...named].sort(), all.map(([name]) => name).sort());
    });
});
