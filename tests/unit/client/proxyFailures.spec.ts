import assert from "node:assert/strict";
import { parseSchemes } from "../../../provider/src/client/proxyFailures";

describe("the schemes of a proxy", () => {
    const rows: [headers: string | string[] | undefined, schemes: string][] = [
        [undefined, ""],
        ["", ""],
        ["NTLM", "NTLM"],
        ['Basic realm="Squid, proxy"', "Basic"],
        [["Negotiate", "NTLM"], "Negotiate, NTLM"],
        ['Digest realm="a", nonce="b, Basic x", qop=auth, NTLM', "Digest, NTLM"],
        ["Negotiate TlRMTVNTUAAB==", "Negotiate"],
        ["NTLM, NTLM", "NTLM"],
    ];
    for (const [headers, schemes] of rows) {
        it(`are "${schemes}" in ${JSON.stringify(headers)}`, () => {
            assert.equal(parseSchemes(headers), schemes);
        });
    }
});
