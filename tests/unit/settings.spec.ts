import assert from "node:assert/strict";
import { ConfigError } from "../../provider/src/errors";
import { readSettings, Secret, type Settings } from "../../provider/src/settings";
import { everything } from "./support/vault";

const secret = "cs-0123456789abcdef";
const complete = {
    "mysafe:url": "https://vault.example.com",
    "mysafe:clientId": "ci-client",
    "mysafe:clientSecret": secret,
};

function read(config: Record<string, unknown> = {}, env: Record<string, string> = {}): Settings {
    const all: Record<string, unknown> = { ...complete, ...config };
    return readSettings((key) => all[key], env);
}

function problemsOf(config: Record<string, unknown>, env: Record<string, string> = {}): readonly string[] {
    try {
        read(config, env);
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.problems;
    }
    throw new Error("nothing is found wrong");
}

describe("the settings", () => {
    it("have a default for all but the connection", () => {
        const { clientSecret, ...rest } = read();
        assert.equal(clientSecret.reveal(), secret);
        assert.deepEqual(rest, {
            url: "https://vault.example.com",
            clientId: "ci-client",
            tenant: undefined,
            tokenUrl: "https://vault.example.com/api/oauth2/token",
            timeoutMs: 30_000,
            maxRetries: 8,
            maxRetryMs: 120_000,
            maxConcurrency: 8,
            preflight: "strict",
        });
    });

    it("are read from the stack's configuration", () => {
        const { clientSecret, ...rest } = read({
            "mysafe:tenant": "acme",
            "mysafe:tokenUrl": "https://login.example.com/token",
            "mysafe:timeoutSeconds": "5",
            "mysafe:maxRetries": "3",
            "mysafe:maxRetrySeconds": "60",
            "mysafe:maxConcurrency": "2",
            "mysafe:preflight": "warn",
        });
        assert.equal(clientSecret.reveal(), secret);
        assert.deepEqual(rest, {
            url: "https://vault.example.com",
            clientId: "ci-client",
            tenant: "acme",
            tokenUrl: "https://login.example.com/token",
            timeoutMs: 5000,
            maxRetries: 3,
            maxRetryMs: 60_000,
            maxConcurrency: 2,
            preflight: "warn",
        });
    });

    const env = {
        SENHASEGURA_URL: "https://env.example.com",
        SENHASEGURA_CLIENT_ID: "env-client",
        SENHASEGURA_CLIENT_SECRET: "env-secret",
        SENHASEGURA_TENANT: "env-tenant",
    };

    it("are read from the environment where the configuration has none", () => {
        const settings = readSettings(() => undefined, env);
        assert.equal(settings.url, "https://env.example.com");
        assert.equal(settings.clientId, "env-client");
        assert.equal(settings.clientSecret.reveal(), "env-secret");
        assert.equal(settings.tenant, "env-tenant");
        assert.equal(settings.tokenUrl, "https://env.example.com/api/oauth2/token");
    });

    it("of the configuration beat those of the environment", () => {
        const settings = read({ "mysafe:tenant": "acme" }, env);
        assert.equal(settings.url, "https://vault.example.com");
        assert.equal(settings.clientId, "ci-client");
        assert.equal(settings.clientSecret.reveal(), secret);
        assert.equal(settings.tenant, "acme");
    });

    it("that are blank count as not set", () => {
        const settings = read(
            { "mysafe:clientId": "  ", "mysafe:tenant": "" },
            { SENHASEGURA_CLIENT_ID: "env-client" },
        );
        assert.equal(settings.clientId, "env-client");
        assert.equal(settings.tenant, undefined);
        assert.equal(read({ "mysafe:maxRetries": null, "mysafe:preflight": "" }).maxRetries, 8);
    });

    it("may be numbers as well as text", () => {
        assert.equal(read({ "mysafe:maxRetries": 3 }).maxRetries, 3);
        assert.equal(read({ "mysafe:timeoutSeconds": 2.5 }).timeoutMs, 2500);
    });

    it("take parts of a second that no timer has, such as 1.005, without failing every request", () => {
        for (const seconds of ["1.005", "0.1234", "2.0005"]) {
            const { timeoutMs } = read({ "mysafe:timeoutSeconds": seconds });
            assert.doesNotThrow(() => AbortSignal.timeout(timeoutMs), seconds);
            assert.ok(Math.abs(timeoutMs - Number(seconds) * 1000) <= 1);
        }
    });
});

describe("the vault's URL", () => {
    for (const [given, wanted] of [
        ["https://vault.example.com/", "https://vault.example.com"],
        ["https://vault.example.com///", "https://vault.example.com"],
        [" https://vault.example.com ", "https://vault.example.com"],
        ["HTTPS://Vault.Example.COM", "https://vault.example.com"],
        ["https://10.0.0.5:8443", "https://10.0.0.5:8443"],
        ["https://example.com/vault/", "https://example.com/vault"],
    ] as const) {
        it(`may be written "${given}"`, () => {
            const settings = read({ "mysafe:url": given });
            assert.equal(settings.url, wanted);
            assert.equal(settings.tokenUrl, `${wanted}/api/oauth2/token`);
        });
    }

    for (const given of ["http://localhost:8200", "http://127.0.0.1:8200", "http://127.1.2.3", "http://[::1]:8200"]) {
        it(`may be plain http on loopback: ${given}`, () => {
            assert.equal(read({ "mysafe:url": given }).url, given);
        });
    }

    for (const given of [
        "http://vault.example.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://10.0.0.5",
        "http://0.0.0.0:8200",
        "http://[::2]",
        "http://notlocalhost",
        "http://128.0.0.1",
    ]) {
        it(`may not be plain http elsewhere: ${given}`, () => {
            const problems = problemsOf({ "mysafe:url": given });
            assert.equal(problems.length, 1);
            assert.match(problems[0] ?? "", /mysafe:url.*in clear.*https:.*loopback/);
        });
    }

    for (const [given, told] of [
        ["vault.example.com", /not a URL.*https:\/\/vault\.example\.com/],
        ["vault.example.com:443", /not a URL.*https:\/\/vault\.example\.com/],
        ["ftp://vault.example.com", /must begin with https:/],
        ["file:///etc/passwd", /must begin with https:/],
        ["https://vault.example.com?x=1", /"\?" or "#".*remove/],
        ["https://vault.example.com/#top", /"\?" or "#".*remove/],
        ["https://vault.example.com/api", /path \/api.*remove/],
        ["https://vault.example.com/api/mysafe/password", /path \/api\/mysafe\/password.*remove/],
        ["https://", /not a URL/],
    ] as const) {
        it(`is refused with its fix when it is "${given}"`, () => {
            const problems = problemsOf({ "mysafe:url": given });
            assert.equal(problems.length, 1);
            assert.match(problems[0] ?? "", /mysafe:url/);
            assert.match(problems[0] ?? "", told);
        });
    }

    it("is refused with a user name or password in it, and they are not repeated", () => {
        for (const given of ["https://root:hunter2@vault.example.com", "https://hunter2@vault.example.com"]) {
            const problems = problemsOf({ "mysafe:url": given });
            assert.match(problems.join("\n"), /user name or password.*remove/);
            assert.doesNotMatch(problems.join("\n"), /hunter2/);
        }
    });

    it("of the token endpoint follows the same rules, but may have any path", () => {
        assert.equal(
            read({ "mysafe:tokenUrl": "https://login.example.com/api/t" }).tokenUrl,
            "https://login.example.com/api/t",
        );
        for (const [given, told] of [
            ["http://login.example.com/token", /in clear/],
            ["login", /not a URL/],
            ["https://u:hunter2@login.example.com/token", /user name or password/],
        ] as const) {
            const problems = problemsOf({ "mysafe:tokenUrl": given });
            assert.equal(problems.length, 1);
            assert.match(problems[0] ?? "", /mysafe:tokenUrl/);
            assert.match(problems[0] ?? "", told);
            assert.doesNotMatch(problems[0] ?? "", /hunter2/);
        }
    });
});

describe("a missing or wrong setting", () => {
    const places = [
        ["mysafe:url", "SENHASEGURA_URL"],
        ["mysafe:clientId", "SENHASEGURA_CLIENT_ID"],
        ["mysafe:clientSecret", "SENHASEGURA_CLIENT_SECRET"],
    ] as const;
    for (const [key, variable] of places) {
        it(`names both places and the command when ${key} is missing`, () => {
            const problems = problemsOf({ [key]: undefined });
            assert.equal(problems.length, 1);
            const problem = problems[0] ?? "";
            assert.match(problem, new RegExp(`^${key} is missing`));
            assert.match(problem, /`pulumi config set .*`/);
            assert.ok(problem.includes(variable), problem);
            assert.equal(problem.includes("--secret"), key === "mysafe:clientSecret");
        });
    }

    it("is told together with all others, each once", () => {
        const problems = problemsOf({
            "mysafe:url": undefined,
            "mysafe:clientId": undefined,
            "mysafe:clientSecret": undefined,
            "mysafe:tokenUrl": "nowhere",
            "mysafe:timeoutSeconds": "soon",
            "mysafe:maxRetries": "-1",
            "mysafe:maxRetrySeconds": "1 h",
            "mysafe:maxConcurrency": "0",
            "mysafe:preflight": "maybe",
        });
        const names = problems.map((problem) => /mysafe:\w+/.exec(problem)?.[0]);
        assert.deepEqual(names, [
            "mysafe:url",
            "mysafe:clientId",
            "mysafe:clientSecret",
            "mysafe:tokenUrl",
            "mysafe:timeoutSeconds",
            "mysafe:maxRetries",
            "mysafe:maxRetrySeconds",
            "mysafe:maxConcurrency",
            "mysafe:preflight",
        ]);
        for (const [, variable] of places) {
            assert.equal(problems.filter((problem) => problem.includes(variable)).length, 1, variable);
        }
    });

    it("names both places when the URL is wrong, wherever it came from", () => {
        const fromConfig = problemsOf({ "mysafe:url": "nowhere" });
        const fromEnvironment = problemsOf({ "mysafe:url": undefined }, { SENHASEGURA_URL: "nowhere" });
        for (const [problem = ""] of [fromConfig, fromEnvironment]) {
            assert.match(problem, /mysafe:url/);
            assert.match(problem, /SENHASEGURA_URL/);
        }
    });

    it("says which of its two places the wrong value stands in", () => {
        assert.match(problemsOf({ "mysafe:url": "nowhere" })[0] ?? "", /^mysafe:url \(stack config\)/);
        assert.match(
            problemsOf({ "mysafe:url": undefined }, { SENHASEGURA_URL: "nowhere" })[0] ?? "",
            /^SENHASEGURA_URL \(environment\)/,
        );
    });

    const wrongNumbers: [key: string, values: unknown[], told: RegExp][] = [
        [
            "mysafe:timeoutSeconds",
            ["0", "-1", "ten", "1e3", "3601", "NaN", "Infinity", true],
            /seconds from 0\.1 to 3600/,
        ],
        ["mysafe:maxRetries", ["-1", "1.5", "101", "many", "0x10"], /whole number of tries from 0 to 100/],
        ["mysafe:maxRetrySeconds", ["-1", "86401", "1 h"], /seconds from 0 to 86400/],
        ["mysafe:maxConcurrency", ["0", "257", "2.5", "all"], /whole number of requests from 1 to 256/],
    ];
    for (const [key, values, told] of wrongNumbers) {
        for (const value of values) {
            it(`is refused with its bounds: ${key} ${value}`, () => {
                const problems = problemsOf({ [key]: value });
                assert.equal(problems.length, 1);
                assert.ok(problems[0]?.startsWith(key), problems[0]);
                assert.match(problems[0] ?? "", told);
            });
        }
    }

    it("is not found in numbers at their bounds", () => {
        assert.equal(read({ "mysafe:timeoutSeconds": "0.1" }).timeoutMs, 100);
        assert.equal(read({ "mysafe:maxRetries": "0" }).maxRetries, 0);
        assert.equal(read({ "mysafe:maxRetrySeconds": "0" }).maxRetryMs, 0);
        assert.equal(read({ "mysafe:maxConcurrency": "1" }).maxConcurrency, 1);
        assert.equal(read({ "mysafe:maxConcurrency": "256" }).maxConcurrency, 256);
    });

    it("is refused when it is a list or an object", () => {
        for (const value of [["https://vault.example.com"], { url: "https://vault.example.com" }]) {
            const problems = problemsOf({ "mysafe:url": value, "mysafe:maxRetries": value, "mysafe:tenant": value });
            assert.equal(problems.filter((problem) => problem.includes("single value")).length, problems.length);
            assert.equal(new Set(problems.map((problem) => problem.split(" ", 1)[0])).size, 3);
            assert.equal(problems.length, 3);
        }
    });

    it("takes strict, warn and off as the preflight, and nothing else", () => {
        for (const preflight of ["strict", "warn", "off"] as const) {
            assert.equal(read({ "mysafe:preflight": preflight }).preflight, preflight);
        }
        for (const wrong of ["Strict", "none", "false", "on"]) {
            assert.match(problemsOf({ "mysafe:preflight": wrong })[0] ?? "", /mysafe:preflight.*strict, warn or off/);
        }
    });
});

describe("the client secret", () => {
    it("is in nothing that shows the settings", () => {
        const settings = read();
        assert.doesNotMatch(everything(settings), /cs-0123/);
        assert.doesNotMatch(everything(settings.clientSecret), /cs-0123/);
        assert.doesNotMatch(`${settings.clientSecret}`, /cs-0123/);
        assert.deepEqual(Object.getOwnPropertyNames(settings.clientSecret), []);
    });

    it("is in no error about other settings", () => {
        for (const config of [{ "mysafe:url": "x" }, { "mysafe:clientId": "" }, { "mysafe:maxRetries": "x" }]) {
            assert.throws(
                () => read(config),
                (error) => !everything(error).includes(secret),
            );
        }
    });

    it("is given out for the one request that sends it", () => {
        assert.equal(new Secret("x y+z").reveal(), "x y+z");
    });
});
