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
        assert.equal(authoritiesOf({ "mysafe:caFile": ca }), pem);
        assert.equal(authoritiesOf({}, { SENHASEGURA_CA_FILE: ca }), pem);
        assert.equal(authoritiesOf({ "mysafe:caPem": pem }), pem.trim());
        assert.equal(authoritiesOf({}, { SENHASEGURA_CA_PEM: pem }), pem.trim());
    });

    it("resolve a relative path from the program's folder", () => {
        assert.equal(authoritiesOf({ "mysafe:caFile": relative(process.cwd(), ca) }), pem);
    });

    it("accept PEM text with \\n or CRLF as line ends", () => {
        assert.equal(authoritiesOf({ "mysafe:caPem": pem.replaceAll("\n", "\\n") })?.trim(), pem.trim());
        assert.ok(authoritiesOf({ "mysafe:caPem": pem.replaceAll("\n", "\r\n") }));
    });

    it("accept several certificates with comments, also self-signed ones", () => {
        const all = `# ours\n${pem}\n# theirs\n${selfSigned().cert}`;
        assert.equal(authoritiesOf({ "mysafe:caFile": files.write("all.pem", all) }), all);
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

    it("refuse a text that is not a certificate as mysafe:caPem, and do not repeat it", () => {
        for (const text of [key, ca]) {
            const problem = problemOf({ "mysafe:caPem": text });
            assert.match(problem, /^mysafe:caPem \(stack config\) contains no certificate in PEM form/);
            assert.ok(!problem.includes(pemLines(key)[0] ?? "?"));
        }
    });
});
