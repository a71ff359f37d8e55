import assert from "node:assert/strict";
import { parseNoProxy } from "../../../provider/src/settings/noProxy";

const vault = "https://vault.example.com";

describe("NO_PROXY", () => {
    const rows: [list: string, url: string, excluded: boolean][] = [
        ["", vault, false],
        ["vault.example.com", vault, true],
        ["VAULT.Example.com.", vault, true],
        ["vault.example.com", "https://vault.example.com.", true],
        ["other.example.com", vault, false],
        // curl and Go: a domain has its subdomains.
        ["example.com", vault, true],
        ["example.com", "https://example.com", true],
        ["ample.com", vault, false],
        [".example.com", vault, true],
        [".example.com", "https://example.com", true],
        [".ample.com", vault, false],
        ["*.example.com", vault, true],
        ["*.example.com", "https://example.com", false],
        ["*ample.com", vault, true],
        ["*", vault, true],
        ["localhost,*", vault, true],
        ["a,b vault.example.com\tc", vault, true],
        ["bücher.example", "https://vault.xn--bcher-kva.example", true],
        ["my_vault", "https://my_vault", true],
        ["vault.example.com:443", vault, true],
        ["example.com:443", vault, true],
        ["vault.example.com:8443", vault, false],
        ["vault.example.com:8443", "https://vault.example.com:8443", true],
        ["localhost:80", "http://localhost", true],
        ["10.0.0.5", "https://10.0.0.5", true],
        ["10.0.0.5:8443", "https://10.0.0.5", false],
        ["10.0.0.0/8", "https://10.20.30.40", true],
        ["10.0.0.0/8", "https://11.0.0.1", false],
        ["10.0.0.0/8:8443", "https://10.0.0.1:8443", true],
        ["0.0.0.0/0", "https://11.0.0.1", true],
        ["0.0.0.0/0", vault, false],
        ["192.168.1.0/24", "https://192.168.1.7:8443", true],
        ["10.0.0.0/8", "https://[::ffff:10.0.0.1]", true],
        ["2001:db8::1", "https://[2001:db8::1]", true],
        ["[2001:DB8::1]", "https://[2001:db8:0::1]", true],
        ["[2001:db8::1]:8443", "https://[2001:db8::1]", false],
        ["[2001:db8::1]:8443", "https://[2001:db8::1]:8443", true],
        ["2001:db8::/32", "https://[2001:db8:ffff::1]", true],
        ["[2001:db8::]/32", "https://[2001:db8:ffff::1]", true],
        ["2001:db8::/32", "https://[2001:db9::1]", false],
        ["fd00::/8", "https://10.0.0.1", false],
    ];
    for (const [list, url, excluded] of rows) {
        it(`${excluded ? "excludes" : "does not exclude"} ${url} when it is "${list}"`, () => {
            const parsed = parseNoProxy(list);
            assert.equal(parsed.bypassesProxy(new URL(url)), excluded);
            assert.deepEqual(parsed.unknownEntries, []);
        });
    }

    const unknown = [
        "10.*",
        "192.168.",
        "10.0",
        "0.5",
        "10.0.0.0/33",
        "10.0.0.0/",
        "10.0.0.0/8/8",
        "10/8",
        "::1/129",
        "fe80::1%eth0",
        "10.0.0.1-10.0.0.9",
        "http://vault.example.com",
        "vault.*.com",
        "vault.example.com/api",
        "vault.example.com:https",
        "vault.example.com:99999",
        "<local>",
        "~",
        ".",
        "*.",
        "[vault.example.com]",
    ];
    for (const entry of unknown) {
        it(`names an entry that it does not understand, and excludes nothing by it: ${entry}`, () => {
            const parsed = parseNoProxy(`localhost,${entry}`);
            assert.deepEqual(parsed.unknownEntries, [entry]);
            for (const url of [vault, "https://10.0.0.1", "https://192.168.1.1", "https://[::1]"]) {
                assert.equal(parsed.bypassesProxy(new URL(url)), false, url);
            }
        });
    }
});
