/**
 * `npm test` runs all tests. `npm test -- --fast` runs those that need no engine. `npm test -- <arguments>` passes its
 * arguments to mocha. All groups run, even after a failure.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasChanged } from "./changes.mjs";

const require = createRequire(import.meta.url);
const node = process.execPath;
const mocha = require.resolve("mocha/bin/mocha.js");
const tsx = require.resolve("tsx/cli");
const [first, ...others] = process.argv.slice(2);
const fast = first === "--fast" && others.length === 0;

/** The folders that these groups test. A fast run skips a group whose folders are unchanged. */
const tooling = {
    tooling: ["engine", "bench", "picture", "demo", "tools", "tests/support", "tests/tooling"],
    simulator: ["simulator", "tests/support", "tests/simulator"],
};

const all = Boolean(process.env.CI) || !fast;
const changed = Object.keys(tooling).filter((name) => all || hasChanged(tooling[name]));

/** The phases run in order. The groups of a phase run in parallel. */
const phases =
    first === undefined || fast
        ? [
              [
                  { name: "packages", command: [node, tsx, "tests/support/prepare.ts"] },
                  ...(fast ? [] : [{ name: "engine", command: [node, tsx, "engine/cli.ts"] }]),
              ],
              [
                  // These tests measure the coverage of provider/src.
                  mochaGroup("unit and faults", ["unit", "faults"], {
                      before: [require.resolve("c8/bin/c8.js"), node],
                  }),
                  // One process, because the specs share their programs.
                  mochaGroup("protocol", ["protocol"]),
                  mochaGroup("others", ["packaging", "docs", ...changed]),
                  { name: "check", command: ["npm", "run", "--silent", "check"] },
              ],
              ...(fast
                  ? []
                  : [
                        [
                            // The longest files first.
                            mochaGroup(
                                "end to end",
                                [
                                    "pages",
                                    "release",
                                    "clients",
                                    "matrix",
                                    "e2e",
                                    "examples",
                                    "sdk",
                                    "browser",
                                    "spreadsheet",
                                ],
                                { flags: ["--parallel", "--jobs", "3"] },
                            ),
                        ],
                    ]),
          ]
        : [[{ name: "specs", command: [node, mocha, first, ...others] }]];

/** Returns a group that runs mocha on folders of `tests`. */
function mochaGroup(name, folders, { before = [], flags = [] } = {}) {
    const specs = folders.map((folder) => `tests/${folder}/**/*.spec.ts`);
    const there = specs.filter((_, index) => existsSync(join("tests", folders[index])));
    return { name, command: [node, ...before, mocha, ...flags, ...there] };
}

const shared = mkdtempSync(join(tmpdir(), "pulumi-mysafe-run-"));
process.once("exit", () => rmSync(shared, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => process.exit(1));
}

/** Runs a group. A group that runs alone prints at once. Parallel groups print at their end. */
async function run({ name, command: [program, ...args] }, isAlone) {
    const began = performance.now();
    const counts = join(shared, `${name}.counts`);
    const child = spawn(program, args, {
        // On Windows, npm is a script and needs a shell.
        shell: program !== node && process.platform === "win32",
        env: { ...process.env, MYSAFE_TEST_RUN: shared, MOCHA_COUNTS_FILE: counts },
        stdio: ["ignore", isAlone ? "inherit" : "pipe", "inherit"],
    });
    let output = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
        output += text;
    });
    const code = await new Promise((resolve) => {
        child.once("error", () => resolve(1));
        child.once("close", (exitCode) => resolve(exitCode ?? 1));
    });
    const written = existsSync(counts) ? readFileSync(counts, "utf8") : "";
    const [passed = 0, failures = 0] = (written.match(/\d+/g) ?? []).map(Number);
    // A failure without a failed test counts as one, such as low coverage or a type error.
    const failed = code !== 0 && failures === 0 ? 1 : failures;
    const seconds = Math.round((performance.now() - began) / 1000);
    const end = written.trim() || (code === 0 ? "done" : "failed");
    // Print only the failures of mocha's output.
    const failuresAt = Math.max(0, output.search(/^ +\d+ passing/m));
    console.log(`${code === 0 ? "" : output.slice(failuresAt)}${name}: ${end}, ${seconds} s`);
    return { passed, failed };
}

const ended = [];
for (const phase of phases) {
    ended.push(...(await Promise.all(phase.map((group) => run(group, phase.length === 1)))));
}
const sum = (key) => ended.reduce((total, counts) => total + counts[key], 0);
const result = `${sum("passed")} passed, ${sum("failed")} failed`;
if (process.env.MOCHA_COUNTS_FILE) {
    writeFileSync(process.env.MOCHA_COUNTS_FILE, `${result}\n`);
}
console.log(result);
process.exitCode = sum("failed") === 0 ? 0 : 1;
