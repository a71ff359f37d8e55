import assert from "node:assert/strict";
import { createAuthority } from "../../support/certificates";
import { assertPart } from "../../support/madePage";
import { checkStack, removeFolders, stackOf } from "../support/doctor";
import { useNoProxy } from "../support/environment";
import { closeAll, start } from "../support/vault";

/** A terminal with the width of the page. */
const terminal = { columns: 110, colours: false };

/** Replaces what differs between runs. */
function neutral(output: string): string {
    return output
        .replace(/\blocalhost resolves to .*/, "localhost resolves to 10.20.0.7")
        .replace(/\blocalhost(:\d+)?\b/g, "vault.example.com")
        .replace(/expires in 36\d days, on .* GMT/, "expires in 211 days, on Jun 23 12:00:00 2027 GMT")
        .replace(/\b[0-9a-f]{32}\b/, "c2f05805eafccbc5c1c00036c57996f2");
}

describe("docs/troubleshooting.md", () => {
    useNoProxy();

    after(async () => {
        removeFolders();
        await closeAll();
    });

    it("shows what doctor prints for a wrong client secret; UPDATE_DOCS=1 writes it", async () => {
        const authority = createAuthority("Example Internal CA");
        const vault = await start({ tls: authority.issue(), clientId: "pulumi-ci", tenant: "acme" });
        const url = vault.url.replace("127.0.0.1", "localhost");
        const connection = { url, clientId: vault.clientId, clientSecret: "of last year", tenant: vault.tenant };
        const { stdout } = await checkStack(stackOf(connection, { caPem: authority.certPem }), { terminal });
        const output = neutral(stdout);
        assert.doesNotMatch(output, /localhost|127\.0\.0\.1/, "a place of this run");
        assertPart("docs/troubleshooting.md", "tests/unit/commands/doctorPage.spec.ts", `\`\`\`text\n${output}\`\`\``);
    });
});
