import assert from "node:assert/strict";
import { findProxies, type ProxyServer } from "../../../provider/src/settings/proxy";
import { useNoProxy } from "../support/environment";
import { everything } from "../support/vault";

const vault = "https://vault.example.com";

/** Finds the proxies for some URLs in an environment. */
function find(env: Record<string, string>, ...urls: string[]) {
    Object.assign(process.env, env);
    const findings = { problems: [], warnings: [] };
    return { proxies: findProxies(urls.length > 0 ? urls : [vault], findings), ...findings };
}

/** Returns the proxy for a URL. Fails if there is a problem. */
function proxyOf(env: Record<string, string>, url = vault): ProxyServer | undefined {
    const { proxies, problems } = find(env, url);
    assert.deepEqual(problems, []);
    return proxies.get(new URL(url).origin);
}

describe("the proxy of a URL", () => {
    useNoProxy();

    it("is undefined if the environment has none", () => {
        assert.equal(proxyOf({}), undefined);
        assert.equal(proxyOf({ HTTPS_PROXY: "" }), undefined);
    });

    for (const variable of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) {
        it(`comes from ${variable}`, () => {
            const proxy = proxyOf({ [variable]: "http://proxy.example.com:3128" });
            assert.equal(proxy?.url.href, "http://proxy.example.com:3128/");
            assert.equal(proxy?.variable, variable);
            assert.equal(proxy?.authorization, undefined);
        });
    }

    it("comes from the lower-case variable if both are set", () => {
        const proxy = proxyOf({ HTTPS_PROXY: "http://large.example.com", https_proxy: "http://small.example.com" });
        assert.equal(proxy?.url.hostname, "small.example.com");
        assert.equal(proxy?.variable, "https_proxy");
    });

    it("comes from the variable of the scheme before ALL_PROXY", () => {
        const proxy = proxyOf({ ALL_PROXY: "http://all.example.com", HTTPS_PROXY: "http://own.example.com" });
        assert.equal(proxy?.variable, "HTTPS_PROXY");
    });

    it("does not come from the variable of the other scheme", () => {
        process.env.HTTP_PROXY = "http://127.0.0.1:3128";
        assert.equal(proxyOf({}), undefined);
        assert.ok(proxyOf({}, "http://localhost:8200"));
    });

    it("names its own variable if others have the same value", () => {
        const same = "http://127.0.0.1:3128";
        const env = { HTTP_PROXY: same, http_proxy: same, ALL_PROXY: same, HTTPS_PROXY: same };
        assert.equal(proxyOf(env)?.variable, "HTTPS_PROXY");
        assert.equal(proxyOf(env, "http://localhost:8200")?.variable, "http_proxy");
    });

    it("can use TLS itself", () => {
        assert.equal(proxyOf({ HTTPS_PROXY: "https://proxy.example.com" })?.url.href, "https://proxy.example.com/");
    });

    for (const given of ["proxy.example.com:3128", "127.0.0.1:3128"]) {
        it(`has the scheme http: by default: ${given}`, () => {
            const proxy = proxyOf({ HTTPS_PROXY: given });
            assert.equal(proxy?.url.href, `http://${given}/`);
            assert.equal(proxy?.variable, "HTTPS_PROXY");
        });
    }

    for (const variable of ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]) {
        it(`names its own variable without a scheme: ${variable}`, () => {
            assert.equal(proxyOf({ [variable]: "proxy.example.com:3128" })?.variable, variable);
        });
    }

    it("is found once for each origin", () => {
        process.env.NO_PROXY = "login.example.com";
        const { proxies } = find(
            { HTTPS_PROXY: "http://proxy.example.com" },
            `${vault}/a`,
            `${vault}/b`,
            "https://login.example.com/token",
            "",
        );
        assert.deepEqual([...proxies.keys()], [vault]);
    });

    describe("with credentials", () => {
        for (const [given, wanted] of [
            ["me:hunter2", "me:hunter2"],
            ["me:p%40ss%3Aw%25rd%2F", "me:p@ss:w%rd/"],
            ["me%40corp:hunter2", "me@corp:hunter2"],
            ["me:100%25", "me:100%"],
            ["me:100%", "me:100%"],
            ["me", "me:"],
            [":hunter2", ":hunter2"],
            ["m%C3%A9:hunter2", "mé:hunter2"],
        ] as const) {
            it(`decodes them and never shows them: ${given}`, () => {
                const proxy = proxyOf({ HTTPS_PROXY: `http://${given}@proxy.example.com:3128` });
                const sent = `Basic ${Buffer.from(wanted).toString("base64")}`;
                assert.equal(proxy?.authorization?.reveal(), sent);
                assert.equal(proxy?.url.href, "http://proxy.example.com:3128/");
                assert.doesNotMatch(everything(proxy), /hunter2/);
                assert.equal(everything(proxy).includes(sent), false);
            });
        }

        it("accepts them without a scheme", () => {
            const proxy = proxyOf({ HTTPS_PROXY: "me:hunter2@proxy.example.com:3128" });
            assert.equal(proxy?.authorization?.reveal(), `Basic ${Buffer.from("me:hunter2").toString("base64")}`);
            assert.equal(proxy?.variable, "HTTPS_PROXY");
        });
    });

    describe("is bypassed by NO_PROXY", () => {
        for (const variable of ["NO_PROXY", "no_proxy"]) {
            for (const [list, url, direct] of [
                ["vault.example.com", vault, true],
                ["VAULT.example.com", vault, true],
                ["other.example.com", vault, false],
                ["*", vault, true],
                ["localhost, vault.example.com", vault, true],
            ] as const) {
                it(`${direct ? "for" : "but not for"} ${url} when ${variable} is ${list}`, () => {
                    const proxy = proxyOf({ HTTPS_PROXY: "http://proxy.example.com", [variable]: list }, url);
                    assert.equal(proxy === undefined, direct);
                });
            }
        }

        it("with the lower-case variable if both are set", () => {
            const env = { HTTPS_PROXY: "http://proxy.example.com", NO_PROXY: "*", no_proxy: "other.example.com" };
            assert.ok(proxyOf(env));
        });
    });

    it("has a warning that names the entries of NO_PROXY which name no host, once", () => {
        const env = { HTTPS_PROXY: "http://proxy.example.com", no_proxy: "10.*,localhost,10.0.0.0/33" };
        const { warnings, problems } = find(env, vault, "https://login.example.com/token");
        assert.deepEqual(problems, []);
        assert.deepEqual(warnings, [
            'no_proxy (environment) has entries that the provider does not understand: "10.*", "10.0.0.0/33". Write a host, .domain, an address or a CIDR block such as 10.0.0.0/8.',
        ]);
    });

    it("shows no password in that warning", () => {
        const env = { HTTPS_PROXY: "http://proxy.example.com", NO_PROXY: "http://user:s3cret@proxy.corp:8080" };
        const [warning = ""] = find(env).warnings as string[];
        assert.match(warning, /"proxy\.corp:8080"/);
        assert.doesNotMatch(warning, /user|s3cret/);
    });

    it("has no warning where no proxy is used", () => {
        assert.deepEqual(find({ NO_PROXY: "10.*" }).warnings, []);
        const bypassed = { HTTPS_PROXY: "http://proxy.example.com", NO_PROXY: "10.*,.example.com" };
        assert.deepEqual(find(bypassed).warnings, []);
    });

    describe("that cannot be used", () => {
        for (const given of [
            "socks5://me:hunter2@proxy.example.com:1080",
            "socks://me:hunter2@proxy.example.com",
            "ftp://me:hunter2@proxy.example.com",
            "http://me:hunter2@proxy.example.com:99999",
            "http://me:hunter2@",
            "http://",
            "me:hunter2@proxy example com",
            "://hunter2",
        ]) {
            it(`is refused with its variable and the fix, and is not repeated: ${given}`, () => {
                const { proxies, problems } = find({ HTTPS_PROXY: given });
                assert.equal(proxies.size, 0);
                assert.equal(problems.length, 1);
                assert.match(
                    problems[0] ?? "",
                    given.startsWith("socks")
                        ? /^HTTPS_PROXY \(environment\) names a SOCKS proxy, which is not supported: set HTTPS_PROXY to an HTTP proxy/
                        : /^HTTPS_PROXY \(environment\) is not the URL of a proxy: write it as http:\/\/proxy\.example\.com:8080/,
                );
                assert.doesNotMatch(problems[0] ?? "", /hunter2/);
            });
        }

        it("is refused once for several URLs", () => {
            const { problems } = find({ HTTPS_PROXY: "socks5://p" }, vault, "https://login.example.com/token");
            assert.equal(new Set(problems).size, 1);
            assert.equal(problems.length, 1);
        });

        it("causes no problem if NO_PROXY bypasses it", () => {
            assert.equal(proxyOf({ HTTPS_PROXY: "socks5://p", NO_PROXY: "vault.example.com" }), undefined);
        });
    });

    describe("for plain http on loopback", () => {
        it("causes no problem if it is not an HTTP proxy", () => {
            for (const given of ["socks5://proxy.example.com", "http://"]) {
                const { proxies, problems } = find({ ALL_PROXY: given }, "http://127.0.0.1:8200");
                assert.deepEqual([proxies.size, problems], [0, []]);
            }
        });

        for (const proxy of ["http://127.0.0.1:3128", "http://localhost:3128", "http://[::1]:3128"]) {
            it(`is used on loopback: ${proxy}`, () => {
                assert.equal(proxyOf({ HTTP_PROXY: proxy }, "http://localhost:8200")?.url.origin, proxy);
            });
        }

        for (const proxy of ["http://proxy.example.com:3128", "http://10.0.0.5:3128", "https://proxy.example.com"]) {
            it(`is never on another machine, which would receive the secret unencrypted: ${proxy}`, () => {
                assert.equal(proxyOf({ HTTP_PROXY: proxy }, "http://localhost:8200"), undefined);
                assert.equal(proxyOf({ ALL_PROXY: proxy, http_proxy: proxy }, "http://127.0.0.1:8200"), undefined);
            });
        }
    });
});
