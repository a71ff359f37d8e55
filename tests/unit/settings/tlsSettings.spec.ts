import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { relative } from "node:path";
import { createAuthority, selfSigned } from "../../support/certificates";
import { plainTls, problemOf, read } from "../support/settings";
import { pemLines, useTlsFiles } from "../support/tlsFiles";

const authoritiesOf = (...args: Parameters<typeof read>) => read(...args).tls.ca;

describe("the TLS settings", () => {
    const files = useTlsFiles();
    const authority = createAuthority("Authority of the tests");
    const { key } = authority.issue();
    const pem = authority.certPem;
    const damaged = pem.replace(/(.{30}\n).{20}/, "$1AAAAAAAAAAAAAAAAAAAA");
    const ca = files.write("ca.pem", pem);

    it("are Node's own by default", () => {
        assert.deepEqual(read({}).tls, plainTls);
    });

    it("have authorities from a file or from text, of the stack configuration or of the environment", () => {
        assert.equal(authoritiesOf({ "mysafe:caFile": ca }), pem.trim());
        assert.equal(authoritiesOf({}, { SENHASEGURA_CA_FILE: ca }), pem.trim());
        assert.equal(authoritiesOf({ "mysafe:caPem": pem }), pem.trim());
        assert.equal(authoritiesOf({}, { SENHASEGURA_CA_PEM: pem }), pem.trim());
    });

    it("resolve a relative path from the program's folder", () => {
        assert.equal(authoritiesOf({ "mysafe:caFile": relative(process.cwd(), ca) }), pem.trim());
    });

    for (const [title, lineEnd] of [
        ["\\n as", "\\n"],
        ["\\r\\n as", "\\r\\n"],
        ["CRLF as", "\r\n"],
        ["spaces in place of", " "],
        ["no", ""],
        ["indented", "\n    "],
    ] as const) {
        it(`accept PEM text with ${title} line ends`, () => {
            assert.equal(authoritiesOf({ "mysafe:caPem": pem.replaceAll("\n", lineEnd) }), pem.trim());
        });
    }

    it("accept a byte order mark before the first certificate", () => {
        assert.equal(authoritiesOf({ "mysafe:caFile": files.write("mark.pem", `\ufeff${pem}`) }), pem.trim());
    });

    it("accept several certificates with comments, also self-signed ones", () => {
        const other = selfSigned().cert;
        const all = `# ours\n${pem}\n# theirs\n${other}`;
        const found = authoritiesOf({ "mysafe:caFile": files.write("all.pem", all) });
        assert.equal(found, `${pem}${other}`.trim());
    });

    it("refuse a file and a text together", () => {
        assert.equal(
            problemOf({ "mysafe:caPem": pem }, { SENHASEGURA_CA_FILE: ca }),
            "SENHASEGURA_CA_FILE (environment) and mysafe:caPem (stack config) are both set: remove one of them.",
        );
    });

    for (const [title, path, problem] of [
        ["a file that is missing", files.missing, /is ".*missing\.pem": there is no such file\.$/],
        ["a relative path that is missing", "missing.pem", /no such file; the path starts at the program's folder, \S/],
        ["a folder", files.folder, /the file cannot be read \(EISDIR\)\.$/],
        ["a path with a NUL", "ca\0.pem", /is not the path of a file/],
        [
            "a file in DER form",
            files.write("ca.der", new X509Certificate(pem).raw),
            /contains no certificate in PEM form/,
        ],
        ["an empty file", files.write("empty.pem", ""), /contains no certificate in PEM form/],
        ["a private key", files.write("key.pem", key), /contains no certificate in PEM form/],
        ["a valid and a damaged certificate", files.write("two.pem", pem + damaged), /contains a damaged certificate/],
    ] as const) {
        it(`refuse ${title} as mysafe:caFile`, () => {
            const text = problemOf({ "mysafe:caFile": path });
            assert.match(text, /^mysafe:caFile \(stack config\) /);
            assert.match(text, problem);
        });
    }

    for (const [title, text, problem] of [
        ["in double quotes", `"${pem.trim()}"`, /is in quotes: remove them\.$/],
        ["in single quotes", `'${pem.trim()}'`, /is in quotes: remove them\.$/],
        ["in typographic quotes", `\u201c${pem.trim()}\u201d`, /is in quotes: remove them\.$/],
        ["with a quote at its end alone", `${pem.trim()}"`, /is in quotes: remove them\.$/],
        ["of which the second is in quotes", `${pem}"${pem.trim()}"`, /is in quotes: remove them\.$/],
        ["without its end", pem.slice(0, -40), /is truncated: a part has no -----END CERTIFICATE-----\./],
        [
            "of which the first has no end",
            pem.slice(0, -40) + pem,
            /truncated: a part has no -----END CERTIFICATE-----\./,
        ],
        ["without its start", pem.slice(40), /is truncated: a part has no -----BEGIN CERTIFICATE-----\./],
        ["with the end of a key", pem.replace("END CERTIFICATE", "END PRIVATE KEY"), /no -----END CERTIFICATE-----\./],
        ["that lost its middle", pem.replace(/(.{64}\n){9}/, ""), /contains a damaged certificate/],
    ] as const) {
        it(`refuse a certificate ${title}, as a file and as a text`, () => {
            for (const config of [{ "mysafe:caPem": text }, { "mysafe:caFile": files.write("wrong.pem", text) }]) {
                const found = problemOf(config);
                assert.match(found, /^mysafe:ca(File|Pem) \(stack config\) /);
                assert.match(found, problem);
                assert.ok(!found.includes(pemLines(pem)[0] ?? "?"));
            }
        });
    }

    it("refuse a text that is not a certificate as mysafe:caPem, and do not repeat it", () => {
        for (const text of [key, ca]) {
            const problem = problemOf({ "mysafe:caPem": text });
            assert.match(problem, /^mysafe:caPem \(stack config\) contains no certificate in PEM form/);
            assert.ok(!problem.includes(pemLines(key)[0] ?? "?"));
        }
    });
});
