import assert from "node:assert/strict";
import {
    canonicalUrl,
    defaultTokenUrl,
    isLoopback,
    pathSegment,
    urlProblem,
} from "../../../provider/src/settings/vaultUrl";

describe("a URL's one spelling", () => {
    for (const [given, wanted] of [
        ["https://vault.example.com", "https://vault.example.com"],
        ["https://vault.example.com/", "https://vault.example.com"],
        ["https://vault.example.com///", "https://vault.example.com"],
        ["HTTPS://Vault.Example.COM", "https://vault.example.com"],
        ["https://vault.example.com:443/", "https://vault.example.com"],
        ["https://10.0.0.5:8443", "https://10.0.0.5:8443"],
        ["https://[2001:DB8::1]/", "https://[2001:db8::1]"],
        ["https://example.com/Vault/", "https://example.com/Vault"],
        ["https://vault.example.com/..", "https://vault.example.com"],
        ["https://vault.example.com/a/../b", "https://vault.example.com/b"],
        ["https://сейф.example.com", "https://xn--e1aiwo.example.com"],
    ] as const) {
        it(`is ${wanted} for ${given}`, () => {
            assert.equal(urlProblem(given, true), undefined);
            assert.equal(canonicalUrl(given), wanted);
            assert.equal(canonicalUrl(wanted), wanted, "stays as it is");
            assert.equal(defaultTokenUrl(canonicalUrl(given)), `${wanted}/api/oauth2/token`);
        });
    }
});

describe("a URL in plain http", () => {
    for (const host of [
        "localhost:8200",
        "127.0.0.1:8200",
        "127.1.2.3",
        "[::1]:8200",
        "LOCALHOST",
        "127.1",
        "0x7f.1",
    ]) {
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
        "[::2]",
        "[::ffff:10.0.0.5]",
        "notlocalhost",
        "128.0.0.1",
        "127.0.0.1@vault.example.com",
    ]) {
        it(`is refused elsewhere: ${host}`, () => {
            assert.equal(isLoopback(new URL(`http://${host}`)), false);
            assert.match(urlProblem(`http://${host}`, true) ?? "", /in clear.*https:.*loopback|user name or password/);
        });
    }
});

describe("a URL that cannot be the vault's", () => {
    for (const [given, told] of [
        ["vault.example.com", /not a URL.*https:\/\/vault\.example\.com/],
        ["vault.example.com:443", /not a URL.*https:\/\/vault\.example\.com/],
        ["//vault.example.com", /not a URL/],
        ["https:vault.example.com", /not a URL/],
        ["https:\\\\vault.example.com", /not a URL/],
        ["https://", /not a URL/],
        ["https://vault.example.com:99999", /not a URL/],
        ["https://vault example.com", /not a URL/],
        ["ftp://vault.example.com", /begins with ftp: and must begin with https:/],
        ["file:///etc/passwd", /must begin with https:/],
        ["javascript://vault.example.com", /must begin with https:/],
        ["https://vault.example.com?x=1", /"\?" or "#".*remove/],
        ["https://vault.example.com?", /"\?" or "#".*remove/],
        ["https://vault.example.com/#top", /"\?" or "#".*remove/],
        ["https://vault.example.com/#", /"\?" or "#".*remove/],
        ["https://vault.example.com/api", /path \/api: remove/],
        ["https://vault.example.com/api/", /path \/api\/: remove/],
        ["https://vault.example.com/x/../api/mysafe", /path \/api\/mysafe: remove/],
        ["https://vault.example.com\\api\\mysafe", /is not a URL/],
        ["https://vault.example.com/api/mysafe/password", /path \/api\/mysafe\/password: remove/],
        ["https://root:hunter2@vault.example.com", /user name or password.*remove/],
        ["https://hunter2@vault.example.com", /user name or password.*remove/],
        ["https://:hunter2@vault.example.com", /user name or password.*remove/],
    ] as const) {
        it(`is refused with its fix, and without its password: ${given}`, () => {
            const problem = urlProblem(given, true) ?? "";
            assert.match(problem, told);
            assert.doesNotMatch(problem, /hunter2|\n/);
        });
    }

    it("but for its path can be the token endpoint's", () => {
        assert.equal(urlProblem("https://login.example.com/api/t", false), undefined);
        assert.match(urlProblem("http://login.example.com/token", false) ?? "", /in clear/);
        assert.match(urlProblem("https://login.example.com/token?x=1", false) ?? "", /"\?" or "#"/);
    });
});

describe("an identifier in a path", () => {
    it("is itself where it is a number", () => {
        assert.equal(pathSegment("312"), "312");
    });

    for (const identifier of ["", ".", ".."]) {
        it(`is refused where no encoding keeps it in its place: "${identifier}"`, () => {
            assert.throws(() => pathSegment(identifier), RangeError);
        });
    }

    it("is one segment, whatever it holds", () => {
        for (const identifier of ["../active/5", "a/b", "a\\b", "%2e%2e", "5?x", "5#x", "5;x", "\r\n", "..."]) {
            const { pathname } = new URL(`https://vault.example.com/inactive/${pathSegment(identifier)}`);
            assert.match(pathname, /^\/inactive\/[^/]+$/, identifier);
        }
    });
});
