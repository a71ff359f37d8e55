import assert from "node:assert/strict";
import { greeting } from "../../../simulator/src/commandLine/greeting";
import { createAuthority } from "../../support/certificates";
import { closeAll, start } from "../support/connect";

describe("the greeting of the command", () => {
    afterEach(closeAll);

    it("names the settings that a client needs when authorities issued the certificates", async () => {
        const authority = createAuthority("Authority of the tests");
        const tls = { ...authority.issue(), clientCa: authority.certPem };
        const commandLine = { help: false, options: { tls }, faults: [], tlsCertificateFile: "/cert.pem" };
        const text = greeting(await start({ tls }), commandLine, true);
        assert.match(text, /^and mysafe:caFile: the file of the certificate's authority\.$/m);
        assert.match(
            text,
            /^and mysafe:clientCertFile, mysafe:clientKeyFile: a client certificate,\nsigned by --client-ca\.$/m,
        );
        assert.doesNotMatch(text, /config set mysafe:caFile/);
    });
});
