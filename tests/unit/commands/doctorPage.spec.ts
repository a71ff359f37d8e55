import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import { createAuthority } from "../../support/certificates";
import { type Checked, checkStack, removeFolders, stackOf } from "../support/doctor";
import { useNoProxy } from "../support/environment";
import { closeAll, start } from "../support/vault";

const file = join(__dirname, "../../../docs/doctor.md");
const block = /(<!-- made by tests\/unit\/doctorPage\.spec\.ts: (\w+) -->\n```text\n)[\s\S]*?(^```$)/gm;

const authority = createAuthority("Example Internal CA");

/** A terminal with the width of the page. */
const terminal = { columns: 110, colours: false };

/** The scenes of the page, with a vault over TLS. */
const scenes: Readonly<Record<string, (vault: Simulator) => Promise<Checked>>> = {
    well: (vault) => checkStack(stackOf(named(vault), { caPem: authority.certPem }), { terminal }),
    wrongSecret: (vault) =>
        checkStack(stackOf({ ...named(vault), clientSecret: "of last year" }, { caPem: authority.certPem }), {
            terminal,
        }),
    settings: (vault) => {
        const { config } = stackOf(named(vault), { clientID: vault.clientId, timeoutSeconds: "soon" });
        const { "mysafe:clientId": _, ...others } = config;
        const secret = { value: vault.clientSecret, secret: false };
        return checkStack({ config: { ...others, "mysafe:clientSecret": secret } }, { terminal });
    },
    unknownAuthority: (vault) => checkStack(stackOf(named(vault)), { terminal }),
};

/** Returns the connection by a host name. */
function named({ url, clientId, clientSecret, tenant }: Simulator) {
    return { url: url.replace("127.0.0.1", "localhost"), clientId, clientSecret, tenant };
}

/** Replaces what differs between runs. */
function neutral(output: string): string {
    return output
        .replace(/\blocalhost resolves to .*/, "localhost resolves to 10.20.0.7")
        .replace(/\blocalhost(:\d+)?\b/g, "vault.example.com")
        .replace(/expires in 36\d days, on .* GMT/, "expires in 211 days, on Jun 23 12:00:00 2027 GMT")
        .replace(/\b[0-9a-f]{32}\b/, "c2f05805eafccbc5c1c00036c57996f2");
}

describe("docs/doctor.md", () => {
    useNoProxy();

    after(async () => {
        removeFolders();
        await closeAll();
    });

    it("shows what doctor prints; UPDATE_DOCS=1 writes it", async () => {
        const vault = await start({ tls: authority.issue(), clientId: "pulumi-ci", tenant: "acme" });
        const outputs = new Map<string, string>();
        for (const [name, play] of Object.entries(scenes)) {
            outputs.set(name, neutral((await play(vault)).stdout));
        }
        const page = readFileSync(file, "utf8");
        const shown = [...page.matchAll(block)].map(([, , name = ""]) => name);
        assert.deepEqual(shown.sort(), Object.keys(scenes).sort());
        const made = page.replace(block, (_, before, name, after) => `${before}${outputs.get(name)}${after}`);
        assert.doesNotMatch(made, /localhost|127\.0\.0\.1/, "a place of this run");
        if (process.env.UPDATE_DOCS === "1") {
            writeFileSync(file, made);
        }
        assert.equal(readFileSync(file, "utf8"), made);
    });
});
