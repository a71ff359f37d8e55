import assert from "node:assert/strict";
import { createSettingsReader, quoted, type SettingsReader } from "../../../provider/src/settings/settingsReader";
import { complete, problemOf, problemsOf, read } from "../support/settings";
import { everything } from "../support/vault";

function reader(config: Record<string, unknown>, env: Record<string, string> = {}): SettingsReader {
    return createSettingsReader((key) => config[key], env);
}

describe("a setting", () => {
    it("comes from the stack's configuration, then from the environment", () => {
        const both = reader({ "mysafe:tenant": "acme" }, { SENHASEGURA_TENANT: "env" });
        const { value, from } = both.read("tenant", "SENHASEGURA_TENANT") ?? {};
        assert.deepEqual([value, from], ["acme", "mysafe:tenant (stack config)"]);
        const second = reader({}, { SENHASEGURA_TENANT: "env" }).read("tenant", "SENHASEGURA_TENANT");
        assert.deepEqual([second?.value, second?.from], ["env", "SENHASEGURA_TENANT (environment)"]);
    });

    it("names both its places, where it has two", () => {
        const found = reader({ "mysafe:tenant": "acme" }).read("tenant", "SENHASEGURA_TENANT");
        assert.equal(found?.places, " It is read from mysafe:tenant, then from SENHASEGURA_TENANT.");
        assert.equal(reader({ "mysafe:tenant": "acme" }).read("tenant")?.places, "");
    });

    it("is not looked for in the environment where it has no variable", () => {
        assert.equal(reader({}, { SENHASEGURA_MAXRETRIES: "3" }).read("maxRetries"), undefined);
    });

    for (const blank of [undefined, null, "", "  ", "\n\t"]) {
        it(`that is ${JSON.stringify(blank)} is not set`, () => {
            const config = { "mysafe:tenant": blank };
            assert.equal(reader(config).read("tenant", "SENHASEGURA_TENANT"), undefined);
            const next = reader(config, { SENHASEGURA_TENANT: "env" }).read("tenant", "SENHASEGURA_TENANT");
            assert.equal(next?.value, "env");
        });
    }

    it("that is blank in both places is not set", () => {
        assert.equal(reader({}, { SENHASEGURA_TENANT: " " }).read("tenant", "SENHASEGURA_TENANT"), undefined);
    });

    it("is taken without the white space around it, which commands leave behind", () => {
        assert.equal(reader({ "mysafe:tenant": " acme\n" }).read("tenant")?.value, "acme");
        assert.equal(reader({}, { X: "\tacme " }).read("tenant", "X")?.value, "acme");
    });

    it("may be a number or a truth value as well as text", () => {
        assert.equal(read({ "mysafe:maxRetries": 3 }).maxRetries, 3);
        assert.equal(read({ "mysafe:timeoutSeconds": 2.5 }).timeoutMs, 2500);
        assert.equal(read({ "mysafe:debug": true }).debug, true);
        assert.equal(read({ "mysafe:clientId": 7 }).clientId, "7");
    });

    it("is text where it only begins like a list or an object", () => {
        for (const text of ["[acme", "{acme}", "[]x"]) {
            assert.equal(reader({ "mysafe:tenant": text }).read("tenant")?.value, text);
        }
    });

    for (const value of [["acme"], { name: "acme" }, [], '["acme"]', ' {"name": "acme"}\n', "[]"]) {
        it(`that is ${JSON.stringify(value)} is refused, once, and reads as not set`, () => {
            const found = reader({ "mysafe:tenant": value }, { SENHASEGURA_TENANT: "env" });
            assert.equal(found.required("tenant", "SENHASEGURA_TENANT", "mysafe:tenant <tenant>"), undefined);
            assert.deepEqual(found.problems, [
                "mysafe:tenant (stack config) must be a single value, not a list or an object.",
            ]);
        });
    }
});

describe("a missing setting", () => {
    const places = [
        ["mysafe:url", "SENHASEGURA_URL"],
        ["mysafe:clientId", "SENHASEGURA_CLIENT_ID"],
        ["mysafe:clientSecret", "SENHASEGURA_CLIENT_SECRET"],
    ] as const;
    for (const [key, variable] of places) {
        it(`names both places and the command: ${key}`, () => {
            const problem = problemOf({ [key]: undefined });
            assert.match(problem, new RegExp(`^${key} is missing`));
            assert.match(problem, /`pulumi config set .*`/);
            assert.ok(problem.includes(variable), problem);
            assert.equal(problem.includes("--secret"), key === "mysafe:clientSecret");
        });
    }
});

describe("a wrong setting", () => {
    it("names both places when it is a URL, wherever it came from", () => {
        const fromConfig = problemOf({ "mysafe:url": "nowhere" });
        const fromEnvironment = problemOf({ "mysafe:url": undefined }, { SENHASEGURA_URL: "nowhere" });
        for (const problem of [fromConfig, fromEnvironment]) {
            assert.match(problem, /mysafe:url/);
            assert.match(problem, /SENHASEGURA_URL/);
        }
        assert.match(fromConfig, /^mysafe:url \(stack config\)/);
        assert.match(fromEnvironment, /^SENHASEGURA_URL \(environment\)/);
    });

    const wrongNumbers: [key: string, values: unknown[], told: RegExp][] = [
        [
            "mysafe:timeoutSeconds",
            ["0", "-1", "ten", "1e3", "3601", "NaN", "Infinity", "0x10", "1,5", ".5", "5.", "+5", true],
            /must be a number of seconds from 0\.1 to 3600\.$/,
        ],
        [
            "mysafe:maxRetries",
            ["-1", "1.5", "101", "many", "0x10", "9".repeat(400)],
            /must be a whole number of tries from 0 to 100\.$/,
        ],
        ["mysafe:maxRetrySeconds", ["-1", "86401", "1 h"], /must be a number of seconds from 0 to 86400\.$/],
        [
            "mysafe:maxConcurrency",
            ["0", "257", "2.5", "all", false],
            /must be a whole number of requests from 1 to 256\.$/,
        ],
    ];
    for (const [key, values, told] of wrongNumbers) {
        for (const value of values) {
            const shown = String(value).slice(0, 20);
            it(`is refused with its bounds, and repeated in part: ${key} ${shown}`, () => {
                const problem = problemOf({ [key]: value });
                assert.ok(problem.startsWith(`${key} (stack config) is "${String(value).slice(0, 60)}`), problem);
                assert.match(problem, told);
                assert.ok(problem.length < 200);
            });
        }
    }

    it("is not found in numbers at their bounds", () => {
        assert.equal(read({ "mysafe:timeoutSeconds": "0.1" }).timeoutMs, 100);
        assert.equal(read({ "mysafe:timeoutSeconds": "3600" }).timeoutMs, 3_600_000);
        assert.equal(read({ "mysafe:maxRetries": "0" }).maxRetries, 0);
        assert.equal(read({ "mysafe:maxRetries": "100" }).maxRetries, 100);
        assert.equal(read({ "mysafe:maxRetrySeconds": "0" }).maxRetryMs, 0);
        assert.equal(read({ "mysafe:maxConcurrency": "1" }).maxConcurrency, 1);
        assert.equal(read({ "mysafe:maxConcurrency": "256" }).maxConcurrency, 256);
    });

    for (const [key, right, wrong, told] of [
        ["preflight", ["strict", "warn", "off"], ["Strict", "none", "false", "on"], "strict, warn or off"],
        ["debug", ["false", "true"], ["yes", "1", "True", "on"], "false or true"],
    ] as const) {
        it(`is refused with the words that there are: mysafe:${key}`, () => {
            for (const word of wrong) {
                const wanted = `mysafe:${key} (stack config) is "${word}": it must be ${told}.`;
                assert.equal(problemOf({ [`mysafe:${key}`]: word }), wanted);
            }
            for (const word of right) {
                assert.equal(String(read({ [`mysafe:${key}`]: word })[key]), word);
            }
            assert.equal(String(read()[key]), right[0]);
        });
    }

    it("shows no client secret, whichever is wrong", () => {
        for (const config of [{ "mysafe:url": "x" }, { "mysafe:clientId": "" }, { "mysafe:maxRetries": "x" }]) {
            assert.throws(
                () => read(config),
                (error) => !everything(error).includes(String(complete["mysafe:clientSecret"])),
            );
        }
    });

    it("is told together with all others, each once", () => {
        const all = [
            ["url", undefined],
            ["tokenUrl", "nowhere"],
            ["clientId", undefined],
            ["clientSecret", undefined],
            ["caFile", "/nowhere/ca.pem"],
            ["certFile", "/nowhere/cert.pem"],
            ["timeoutSeconds", "soon"],
            ["maxRetries", "-1"],
            ["maxRetrySeconds", "1 h"],
            ["maxConcurrency", "0"],
            ["preflight", "maybe"],
            ["debug", "maybe"],
        ] as const;
        const problems = problemsOf(Object.fromEntries(all.map(([name, value]) => [`mysafe:${name}`, value])));
        const named = problems.map((problem) => /^mysafe:(\w+)/.exec(problem)?.[1]);
        assert.deepEqual(
            named,
            all.map(([name]) => name),
        );
    });
});

describe("a value that an error repeats", () => {
    it("stands in one line, and is cut where it is long", () => {
        assert.equal(quoted("maybe"), '"maybe"');
        assert.equal(quoted("a\r\n\u0000\u001b[31mb"), '"a [31mb"');
        assert.equal(quoted("x".repeat(61)), `"${"x".repeat(60)}…"`);
    });
});
