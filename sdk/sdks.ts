/** `npm run sdks`: generates the SDKs of all languages from provider/schema.json, into sdk/ or a folder. */
import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";

const schema = join(__dirname, "..", "provider", "schema.json");

/** Generates the SDKs into a folder. @throws Error with Go's message. */
export function generateSdks(folder: string): void {
    execFileSync("go", ["run", ".", schema, resolve(folder)], {
        cwd: join(__dirname, "generate"),
        env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOWORK: "off" },
        stdio: ["ignore", "ignore", "pipe"],
    });
}

if (require.main === module) {
    generateSdks(process.argv[2] ?? __dirname);
}
