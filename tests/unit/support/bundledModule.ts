import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

/** Runs a module of provider/src inside other code, as a bundler does, with these values for the names that Node gives. */
export function runBundled(path: string, names: Record<string, unknown>): Record<string, unknown> {
    const file = join(__dirname, "..", "..", "..", "provider", "src", path);
    const { code } = transformSync(readFileSync(file, "utf8"), { loader: "ts", format: "cjs" });
    const module = { exports: {} };
    const given = { __filename: undefined, __dirname: undefined, require, ...names };
    new Function("module", ...Object.keys(given), code)(module, ...Object.values(given));
    return module.exports;
}
