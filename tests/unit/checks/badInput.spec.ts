import assert from "node:assert/strict";
import fc from "fast-check";
import { readIdentifier, unknownValue } from "../../../provider/src/checks/form";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import { readSettings, type Settings } from "../../../provider/src/settings/settings";
import { pathSegment } from "../../../provider/src/settings/vaultUrl";
import { useNoProxy } from "../support/environment";
import { linesOf } from "../support/lines";
import { complete, problemsOf, read } from "../support/settings";

/** A value as a title shows it. */
function shown(value: unknown): string {
    if (typeof value === "string") {
        return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    }
    return Object.is(value, -0) ? "-0" : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A lifecycle that may ask neither settings nor vault. */
function alone() {
    const unasked = () => {
        throw new Error("asked");
    };
    return createLifecycle(createRunContext({ settings: unasked, vault: unasked, now: unasked, tell: unasked }));
}

describe("an identifier", () => {
    const accepted: [given: unknown, kept: string][] = [
        [1, "1"],
        [312, "312"],
        ["312", "312"],
        [312.0, "312"],
        [1e3, "1000"],
        [9_999_999, "9999999"],
        [2 ** 53 - 1, "9007199254740991"],
        ["9007199254740991", "9007199254740991"],
    ];
    for (const [given, kept] of accepted) {
        it(`is kept as text: ${typeof given} ${shown(given)}`, () => {
            assert.deepEqual(readIdentifier(given), { identifier: kept });
        });
    }

    it("that is not known yet is kept as it is", () => {
        assert.deepEqual(readIdentifier(unknownValue), { identifier: unknownValue });
    });

    const refused: [given: unknown, cause: string][] = [
        [0, 'it is "0".'],
        [-0, 'it is "0".'],
        [-1, 'it is "-1".'],
        [1.5, 'it is "1.5".'],
        [0.1 + 0.2, 'it is "0.30000000000000004".'],
        [1e21, 'it is "1e+21".'],
        [2 ** 53, 'it is "9007199254740992".'],
        [Number.NaN, 'it is "NaN".'],
        [Number.POSITIVE_INFINITY, 'it is "Infinity".'],
        ["", 'it is "".'],
        [" ", 'it is " ".'],
        ["0", 'it is "0".'],
        ["-1", 'it is "-1".'],
        ["+1", 'it is "+1".'],
        ["1.5", 'it is "1.5".'],
        ["1.0", 'it is "1.0".'],
        ["1e3", 'it is "1e3".'],
        ["1e21", 'it is "1e21".'],
        ["0x10", 'it is "0x10".'],
        ["1_000", 'it is "1_000".'],
        ["1,000", 'it is "1,000".'],
        ["007", 'it is "007".'],
        ["12abc", 'it is "12abc".'],
        [" 12", 'it is " 12".'],
        ["12 ", 'it is "12 ".'],
        ["12\n", 'it is "12\\n".'],
        ["12\r\nX-Header: 1", 'it is "12\\r\\nX-Header: 1".'],
        ["12\u0000", 'it is "12\\u0000".'],
        ["١٢", 'it is "١٢".'],
        ["１２", 'it is "１２".'],
        ["../active/5", 'it is "../active/5".'],
        ["..", 'it is "..".'],
        ["5/../6", 'it is "5/../6".'],
        ["5?x", 'it is "5?x".'],
        ["%35", 'it is "%35".'],
        ["null", 'it is "null".'],
        ["9007199254740992", 'it is "9007199254740992".'],
        ["99999999999999999999", 'it is "99999999999999999999".'],
        ["9".repeat(5000), `it is "${"9".repeat(60)}…".`],
        [undefined, "it is missing."],
        [null, "it is missing."],
        [[], "it is a list."],
        [[312], "it is a list."],
        [{}, "it is of type object."],
        [{ identifier: 312 }, "it is of type object."],
        [true, "it is of type boolean."],
        [false, "it is of type boolean."],
    ];
    for (const [given, cause] of refused) {
        it(`is refused without asking anybody: ${typeof given} ${shown(given)}`, async () => {
            const { failures } = await alone().check({}, { identifier: given });
            assert.equal(failures.length, 1);
            const [failure] = failures;
            assert.equal(failure?.property, "identifier");
            const lines = linesOf({ message: failure?.reason ?? "" });
            assert.equal(lines.what, "not an identifier: it must be a whole number from 1 to 9007199254740991");
            assert.equal(lines.cause, cause);
            assert.match(lines.solution, /^set `identifier` to the number .*, such as 312\.$/);
        });
    }

    it("is accepted exactly when it is a whole number from 1 to 2^53 - 1, in its one spelling", () => {
        const nearNumbers = fc.oneof(
            fc.string(),
            fc.string({ unit: "binary" }),
            fc.stringMatching(/^[ +-]?\d{0,18}[.e]?\d{0,3}[ \n]?$/),
            fc.bigInt({ min: -(2n ** 54n), max: 2n ** 54n }).map(String),
            fc.bigInt({ min: 2n ** 53n - 9n, max: 2n ** 53n + 9n }).map(String),
        );
        fc.assert(
            fc.property(nearNumbers, (text) => {
                const number = Number(text);
                const isOne = String(number) === text && Number.isSafeInteger(number) && number >= 1;
                const { identifier, failure } = readIdentifier(text);
                assert.equal(identifier, isOne ? text : undefined);
                assert.equal(failure === undefined, isOne);
            }),
            { numRuns: 2000 },
        );
    });

    it("as a number is accepted exactly when it is a whole one from 1 to 2^53 - 1", () => {
        fc.assert(
            fc.property(fc.oneof(fc.double(), fc.integer(), fc.maxSafeInteger()), (number) => {
                const isOne = Number.isSafeInteger(number) && number >= 1;
                assert.equal(readIdentifier(number).identifier, isOne ? String(number) : undefined);
            }),
            { numRuns: 2000 },
        );
    });

    it("of any value is read or refused, in lines of bounded length, and never thrown at", () => {
        fc.assert(
            fc.property(fc.anything(), (value) => {
                const { identifier, failure } = readIdentifier(value);
                assert.notEqual(identifier === undefined, failure === undefined);
                if (failure) {
                    linesOf({ message: failure.reason });
                    assert.ok(failure.reason.length < 700);
                }
            }),
            { numRuns: 2000 },
        );
    });

    it("never changes the route of a call, whatever text it is", () => {
        const separators = fc.stringMatching(/^[./\\%2eEfF5cC?#;:@&=+\s\d]*$/);
        const texts = fc.oneof(fc.string(), fc.string({ unit: "binary" }), separators, fc.webUrl());
        const bases = fc.constantFrom("https://vault.example.com", "http://[::1]:8200", "https://example.com/a/vault");
        fc.assert(
            fc.property(bases, texts, (base, text) => {
                let segment: string;
                try {
                    segment = pathSegment(text);
                } catch {
                    // Not even sent: dots that lead elsewhere, nothing at all, and what is no text (half a character).
                    assert.ok(/^\.{0,2}$/.test(text) || /\p{Surrogate}/u.test(text));
                    return;
                }
                const route = `${base}/api/mysafe/password/inactive/`;
                const url = new URL(route + segment);
                assert.ok(url.href.startsWith(route), url.href);
                assert.match(url.href.slice(route.length), /^[^/?#\\]+$/);
                assert.deepEqual([url.origin, url.search, url.hash], [new URL(base).origin, "", ""]);
                assert.equal(decodeURIComponent(url.href.slice(route.length)), text);
            }),
            { numRuns: 5000 },
        );
    });
});

describe("the vault's URL", () => {
    useNoProxy();

    const accepted: [given: string, base: string][] = [
        ["https://vault.example.com", "https://vault.example.com"],
        ["https://vault.example.com/", "https://vault.example.com"],
        ["https://vault.example.com///", "https://vault.example.com"],
        [" https://vault.example.com\n", "https://vault.example.com"],
        ["HTTPS://VAULT.Example.COM", "https://vault.example.com"],
        ["https://vault.example.com:443", "https://vault.example.com"],
        ["https://vault.example.com:8443", "https://vault.example.com:8443"],
        ["https://example.com/vault", "https://example.com/vault"],
        ["https://example.com/Vault/", "https://example.com/Vault"],
        ["https://vault/..", "https://vault"],
        ["https://example.com/a/../b", "https://example.com/b"],
        ["https://example.com/a%2Fb", "https://example.com/a%2Fb"],
        ["https://example.com/%2e%2e/b", "https://example.com/b"],
        ["https://[::1]:8200", "https://[::1]:8200"],
        ["http://localhost:8200", "http://localhost:8200"],
    ];
    for (const [given, base] of accepted) {
        it(`is read as ${base}: ${JSON.stringify(given)}`, () => {
            const { url, tokenUrl } = read({ "mysafe:url": given });
            assert.deepEqual([url, tokenUrl], [base, `${base}/api/oauth2/token`]);
        });
    }

    const refused: [given: string, problem: RegExp][] = [
        ["vault.example.com", /is not a URL: write it in full/],
        ["vault.example.com:443", /is not a URL/],
        ["/api", /is not a URL/],
        ["https://", /is not a URL/],
        ["https:\\\\vault.example.com", /is not a URL/],
        ["https://vault.example.com:99999", /is not a URL/],
        ["https://vault example.com", /is not a URL/],
        ["https://%2F.example.com", /is not a URL/],
        ["ftp://vault.example.com", /must begin with https:/],
        ["http://vault.example.com", /would send the secret in clear/],
        ["https://vault.example.com/api", /holds the path \/api: remove it/],
        ["https://vault.example.com/api/mysafe/password", /holds the path \/api\/mysafe\/password: remove it/],
        ["https://vault.example.com\\api", /is not a URL/],
        ["https://vault.example.com/x/../api", /holds the path \/api: remove it/],
        ["https://vault.example.com/%2e/api", /holds the path \/api: remove it/],
        ["https://vault.example.com?x=hunter2", /holds "\?" or "#": remove it/],
        ["https://vault.example.com?", /holds "\?" or "#": remove it/],
        ["https://vault.example.com#hunter2", /holds "\?" or "#": remove it/],
        ["https://vault.example.com/#", /holds "\?" or "#": remove it/],
        ["https://me:hunter2@vault.example.com", /holds a user name or password: remove them/],
        ["https://hunter2@vault.example.com", /holds a user name or password: remove them/],
        ["https://vault.example.com@evil.example.com", /holds a user name or password: remove them/],
        ["https://vault.example.com:hunter2@evil.example.com/api?x", /holds a user name or password: remove them/],
    ];
    for (const [given, problem] of refused) {
        it(`is refused with its fix, and not repeated: ${JSON.stringify(given)}`, () => {
            const [told = "", ...more] = problemsOf({ "mysafe:url": given });
            assert.deepEqual(more, []);
            assert.match(told, /^mysafe:url \(stack config\) /);
            assert.match(told, problem);
            assert.match(told, / It is read from mysafe:url, then from SENHASEGURA_URL\.$/);
            assert.doesNotMatch(told, /hunter2/);
        });
    }

    it("is refused, or leads each call to its own host and below its own path, whatever text it is", () => {
        const texts = fc.oneof(
            fc.webUrl({ withQueryParameters: true, withFragments: true }),
            fc.string().map((text) => `https://vault.example.com${text}`),
            fc.stringMatching(/^https:\/\/[a-z.@:\\/%2e#?\d-]*$/),
        );
        fc.assert(
            fc.property(texts, (text) => {
                let settings: Settings;
                try {
                    settings = read({ "mysafe:url": text });
                } catch (error) {
                    assert.match(String(error), /ConfigError|settings? of pulumi-mysafe/);
                    return;
                }
                const url = new URL(`${settings.url}/api/mysafe/password/inactive/${pathSegment("312")}`);
                assert.equal(url.origin, new URL(text.trim()).origin);
                assert.ok(url.href.startsWith(`${settings.url}/`));
                assert.ok(url.pathname.endsWith("/api/mysafe/password/inactive/312"));
                assert.deepEqual([url.search, url.hash, url.username, url.password], ["", "", "", ""]);
            }),
            { numRuns: 2000 },
        );
    });
});

describe("a configuration of the wrong kind", () => {
    useNoProxy();

    const single = "must be a single value, not a list or an object.";
    const whole = (unit: string, range: string) => `it must be a whole number of ${unit} from ${range}.`;
    const seconds = (range: string) => `it must be a number of seconds from ${range}.`;
    const notAUrl = "is not a URL: write it in full, such as https://vault.example.com.";

    /** The end of what is told for a truth value, a number and a text; undefined where it is accepted. */
    const kinds: Record<string, [truth: string | undefined, number: string | undefined, text: string | undefined]> = {
        url: [notAUrl, notAUrl, notAUrl],
        tokenUrl: [notAUrl, notAUrl, notAUrl],
        clientId: [undefined, undefined, undefined],
        clientSecret: [undefined, undefined, undefined],
        tenant: [undefined, undefined, undefined],
        caFile: ["there is no such file", "there is no such file", "there is no such file"],
        caPem: ["holds no certificate", "holds no certificate", "holds no certificate"],
        certFile: ["there is no such file", "there is no such file", "there is no such file"],
        keyFile: ["has no certificate", "has no certificate", "has no certificate"],
        keyPassphrase: [undefined, undefined, undefined],
        pfxFile: ["there is no such file", "there is no such file", "there is no such file"],
        timeoutSeconds: [seconds("0.1 to 3600"), seconds("0.1 to 3600"), seconds("0.1 to 3600")],
        maxRetries: [whole("tries", "0 to 100"), whole("tries", "0 to 100"), whole("tries", "0 to 100")],
        maxRetrySeconds: [seconds("0 to 86400"), seconds("0 to 86400"), seconds("0 to 86400")],
        maxPreviewReads: [
            whole("reads", "0 to 1000000"),
            whole("reads", "0 to 1000000"),
            whole("reads", "0 to 1000000"),
        ],
        maxConcurrency: [whole("requests", "1 to 256"), whole("requests", "1 to 256"), whole("requests", "1 to 256")],
        preflight: ["strict, warn or off.", "strict, warn or off.", "strict, warn or off."],
        driftDetection: ["read or off.", "read or off.", "read or off."],
        maxDisablements: [
            whole("passwords", "0 to 1000000"),
            whole("passwords", "0 to 1000000"),
            whole("passwords", "0 to 1000000"),
        ],
        duplicates: ["refuse or allow.", "refuse or allow.", "refuse or allow."],
        debug: [undefined, "false or true.", "false or true."],
    };

    for (const [name, [truth, number, text]] of Object.entries(kinds)) {
        const isSecret = name === "clientSecret" || name === "keyPassphrase";
        const rows: [given: unknown, told: string | undefined][] = [
            [[], single],
            [["x"], single],
            [{}, single],
            [{ value: "x" }, single],
            // How the engine sends what `config set --path` made; what is secret may look like it.
            ['["x"]', isSecret ? undefined : single],
            ['{"value":"x"}', isSecret ? undefined : single],
            [true, truth],
            [-1.5, number],
            ["hunter 2", text],
        ];
        for (const [given, told] of rows) {
            it(`is ${told === undefined ? "accepted" : "refused"}: mysafe:${name} ${shown(given)}`, () => {
                if (told === undefined) {
                    read({ [`mysafe:${name}`]: given });
                    return;
                }
                const problems = problemsOf({ [`mysafe:${name}`]: given });
                assert.equal(problems.length, 1, problems.join("\n"));
                assert.ok(problems[0]?.startsWith(`mysafe:${name} (stack config) `), problems[0]);
                assert.ok(problems[0]?.includes(told), problems[0]);
            });
        }
    }

    it("is told of every setting that there is", () => {
        const asked = new Set<string>();
        const settings = (key: string) => {
            asked.add(key);
            return complete[key];
        };
        readSettings(settings, {});
        // A list has its own kinds of wrong: tests/unit/protectedPasswords.spec.ts.
        const told = [...Object.keys(kinds), "neverDisable"].map((name) => `mysafe:${name}`);
        assert.deepEqual([...asked].sort(), told.sort());
    });
});
