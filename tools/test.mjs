/**
 * All tests, in two goes of mocha: unit and fault tests with their coverage of provider/src counted, then the rest, whose
 * many processes would only be slower for being counted. The second goes on where the first failed.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const mocha = require.resolve("mocha/bin/mocha.js");
const counted = ["unit", "faults"].map((folder) => `tests/${folder}/**/*.spec.ts`);
const goes = [
    [require.resolve("c8/bin/c8.js"), process.execPath, mocha, ...counted],
    [mocha, "tests/**/*.spec.ts", ...counted.flatMap((pattern) => ["--ignore", pattern])],
];
const codes = goes.map((go) => spawnSync(process.execPath, go, { stdio: "inherit" }).status ?? 1);
process.exit(codes.find((code) => code !== 0) ?? 0);
