import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "./errorsStage";

/** Makes the provider's DNS lookup of the vault fail, because real responses differ between networks. */
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

/** Runs an action while a stage's commands cannot resolve the vault's host. */
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
