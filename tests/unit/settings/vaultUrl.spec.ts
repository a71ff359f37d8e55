import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalUrl, isLoopback, pathSegment, urlProblem } from "../../../provider/src/settings/vaultUrl";

describe("the canonical spelling of a base URL", () => {
    for (const [given, canonical] of [
        ["https://vault.example.com", "https://vault.example.com"],
        ["https://vault.example.com///", "https://vault.example.com"],
        ["HTTPS://Vault.Example.COM:443/", "https://vault.example.com"],
        ["https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443"],
        ["https://example.com/Vault/", "https://example.com/Vault"],
        ["https://vault.example.com/a/../b", "https://vault.example.com/b"],
        ["https://example.com/%2e%2e/b", "https://example.com/b"],
        ["https://example.com/a%2Fb", "https://example.com/a%2Fb"],
        ["https://сейф.example.com", "https://xn--e1aiwo.example.com"],
    ] as const) {
        it(`is ${canonical} for ${given}`, () => {
            assert.equal(urlProblem(given, true), undefined);
            assert.equal(canonicalUrl(given), canonical);
            assert.equal(canonicalUrl(canonical), canonical);
        });
    }
});

describe("a URL with plain http", () => {
    const loopback = [
        "localhost:8200",
        "127.1.2.3",
        "[::1]:8200",
        "LOCALHOST",
        "127.1",
        "0x7f.1",
        "[::ffff:127.0.0.1]",
    ];
    for (const host of loopback) {
        it(`is accepted on loopback: ${host}`, () => {
            assert.equal(isLoopback(new URL(`http://${host}`)), true);
            assert.equal(urlProblem(`http://${host}`, true), undefined);
        });
    }

    for (const host of [
        "vault.example.com",
        "localhost.example.com",
        "127.0.0.1.example.com",
        "10.0.0.5",
        "0.0.0.0:8200",
        "128.0.0.1",
        "[::2]",
        "[::ffff:10.0.0.5]",
    ]) {
        it(`is refused elsewhere: ${host}`, () => {
            assert.equal(isLoopback(new URL(`http://${host}`)), false);
            assert.match(urlProblem(`http://${host}`, true) ?? "", /^starts with http:.*use https:/);
        });
    }
});

describe("a URL that cannot be the vault's", () => {
    for (const [given, problem] of [
        ["vault.example.com", /^is not a URL: write it in full, such as https:\/\/vault\.example\.com\.$/],
        ["vault.example.com:443", /^is not a URL/],
        ["//vault.example.com", /^is not a URL/],
        ["https:vault.example.com", /^is not a URL/],
        ["https:\\\\vault.example.com", /^is not a URL/],
        ["https://vault.example.com\\api", /^is not a URL/],
        ["https://", /^is not a URL/],
        ["https://vault.example.com:99999", /^is not a URL/],
        ["https://vault example.com", /^is not a URL/],
        ["ftp://vault.example.com", /^starts with ftp: and must start with https:/],
        ["file:///etc/passwd", /^starts with file:/],
        ["https://vault.example.com?x=hunter2", /^contains "\?" or "#": remove it/],
        ["https://vault.example.com?", /^contains "\?" or "#"/],
        ["https://vault.example.com/#", /^contains "\?" or "#"/],
        ["https://vault.example.com/api", /^contains the API path \/api: remove it/],
        ["https://vault.example.com/x/../api/mysafe", /^contains the API path \/api\/mysafe: /],
        ["https://vault.example.com/%2e/api", /^contains the API path \/api: /],
        ["https://vault.example.com/vault/api/oauth2/token", /^contains the API path \/vault\/api\/oauth2\/token: /],
        ["https://root:hunter2@vault.example.com", /^contains a user name or password: remove it/],
        ["https://hunter2@vault.example.com", /^contains a user name or password/],
        ["https://:hunter2@vault.example.com", /^contains a user name or password/],
    ] as const) {
        it(`is refused, with its fix and without its password: ${given}`, () => {
            assert.match(urlProblem(given, true) ?? "", problem);
            assert.doesNotMatch(urlProblem(given, true) ?? "", /hunter2|\n/);
        });
    }

    it("only because of its path can be the token endpoint's", () => {
        assert.equal(urlProblem("https://login.example.com/api/t", false), undefined);
        assert.match(urlProblem("http://login.example.com/token", false) ?? "", /^starts with http:/);
    });

    it("is every text that would lead a call to another host or out of the base path", () => {
        const texts = fc.oneof(
            fc.webUrl({ withQueryParameters: true, withFragments: true }),
            fc.string().map((text) => `https://vault.example.com${text}`),
            fc.stringMatching(/^https:\/\/[a-z.@:\\/%2e#?\d-]*$/),
        );
        fc.assert(
            fc.property(texts, (text) => {
                if (urlProblem(text, true) !== undefined) {
                    return;
                }
                const base = canonicalUrl(text);
                const url = new URL(`${base}/api/mysafe/password/inactive/${pathSegment("312")}`);
                assert.equal(url.origin, new URL(text).origin);
                assert.ok(url.href.startsWith(`${base}/`));
                assert.ok(url.pathname.endsWith("/api/mysafe/password/inactive/312"));
                assert.deepEqual([url.search, url.hash, url.username, url.password], ["", "", "", ""]);
            }),
            { numRuns: 2000 },
        );
    });
});

describe("an identifier in a path", () => {
    for (const identifier of ["", ".", ".."]) {
        it(`is refused if no encoding keeps it in one segment: "${identifier}"`, () => {
            assert.throws(() => pathSegment(identifier), RangeError);
        });
    }
});
