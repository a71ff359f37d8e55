/** `npm run sdks`: generates the SDKs of all languages from provider/schema.json, into sdk/ or a folder. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const provider = join(__dirname, "..", "provider");

/** Generates the SDKs into a folder. @throws Error with Go's message. */
export function generateSdks(folder: string): void {
    execFileSync("go", ["run", ".", join(provider, "schema.json"), resolve(folder)], {
        cwd: join(__dirname, "generate"),
        env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOWORK: "off" },
        stdio: ["ignore", "ignore", "pipe"],
    });
    addBaseClass(join(folder, "nodejs"));
}

/** Gives the resources of the SDK for Node the base class of ours, which saves time and state. */
function addBaseClass(folder: string): void {
    const base = "untracedResource.ts";
    for (const name of readdirSync(folder).filter((file) => /^\w+\.ts$/.test(file))) {
        edit(join(folder, name), (text) =>
            text.includes("extends pulumi.CustomResource ")
                ? text
                      .replace("extends pulumi.CustomResource ", "extends UntracedResource ")
                      .replace(
                          /^import \* as utilities.*\n/m,
                          '$&import { UntracedResource } from "./untracedResource";\n',
                      )
                : text,
        );
    }
    edit(join(folder, "tsconfig.json"), (text) => text.replace(/^( *)"utilities\.ts"/m, `$1"${base}",\n$&`));
    writeFileSync(join(folder, base), readFileSync(join(provider, "src", "dynamic", base)));
}

function edit(file: string, change: (text: string) => string): void {
    writeFileSync(file, change(readFileSync(file, "utf8")));
}

if (require.main === module) {
    generateSdks(process.argv[2] ?? __dirname);
}
