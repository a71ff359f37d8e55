import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "./errorsStage";

/** The provider's process then does not find the vault's: what name servers say differs from network to network. */
const preload = `
const dns = require("node:dns");
const { lookup } = dns;
dns.lookup = (hostname, options, callback) => {
    if (hostname !== "localhost" || !process.argv[1]?.includes("dynamic-provider")) {
        return lookup(hostname, options, callback);
    }
    const error = Object.assign(new Error("getaddrinfo ENOTFOUND " + hostname), { code: "ENOTFOUND", hostname });
    process.nextTick(callback ?? options, error);
};
`;

/** Lets a stage's commands run where no name server knows the vault's host. */
export async function withUnknownHosts(stage: Stage, act: () => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-hosts-"));
    try {
        const file = join(folder, "no-hosts.cjs");
        writeFileSync(file, preload);
        stage.set({ NODE_OPTIONS: `--require ${JSON.stringify(file)}` });
        await act();
    } finally {
        stage.set({ NODE_OPTIONS: undefined });
        rmSync(folder, { recursive: true, force: true });
    }
}
