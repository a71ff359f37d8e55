/** Commands on PATH in place of those that would load packages from a registry. */
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const simulator = join(__dirname, "..", "..", "..", "simulator", "bin", "mysafe-simulator.js");

/** Runs a command of the project's packages, as npx does. The simulator chooses a free port. */
const npx = `#!/bin/bash
while [[ "$1" == --yes || "$1" == -y ]]; do shift; done
name="$1"; shift
if [ "$name" = mysafe-simulator ]; then
    [[ " $* " == *" --port "* ]] || set -- --port 0 "$@"
    exec "${process.execPath}" "${simulator}" "$@"
fi
folder="$PWD"
while [ "$folder" != "" ]; do
    [ -x "$folder/node_modules/.bin/$name" ] && exec "$folder/node_modules/.bin/$name" "$@"
    folder="\${folder%/*}"
done
echo "npx: $name is not installed in $PWD or above" >&2
exit 1
`;

/** Installs from the prepared folder by hard links. Other commands of npm need no network. */
const npm = `#!/bin/bash
case "$1" in
    install | i | add | ci) shift; exec "${process.execPath}" "$PAGES_SHIMS/npmInstall.cjs" "$@" ;;
    *) PATH="\${PATH//"$PAGES_SHIMS:"/}" exec npm "$@" ;;
esac
`;

/**
 * Keeps the state in the story's home, since `--local` asks the system for the home of the user. Confirms what pulumi
 * asks, except where it would refuse that.
 */
const pulumi = `#!/bin/bash
PATH="\${PATH//"$PAGES_SHIMS:"/}"
[[ "$1 $2" == "login --local" ]] && set -- login "file://$HOME"
[[ " $* " == *" --preview-only "* ]] || export PULUMI_SKIP_CONFIRMATIONS=true
exec pulumi "$@"
`;

const npmInstall = `
const { execFileSync } = require("node:child_process");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const prepared = process.env.PAGES_PREPARED;
const names = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
for (const name of names) {
    const file = join(prepared, "node_modules", name, "package.json");
    if (!existsSync(file)) {
        console.error("npm: the prepared installation lacks " + name + ": see tests/pages/support/shims.ts");
        process.exit(1);
    }
    manifest.dependencies = { ...manifest.dependencies, [name]: "^" + JSON.parse(readFileSync(file, "utf8")).version };
}
writeFileSync("package.json", JSON.stringify(manifest, null, 2) + "\\n");
const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
const isInstalled = (name, folder = process.cwd()) =>
    existsSync(join(folder, "node_modules", name)) || (folder !== dirname(folder) && isInstalled(name, dirname(folder)));
if (!all.every((name) => isInstalled(name))) {
    execFileSync("cp", ["-al", join(prepared, "node_modules"), "."]);
}
const missing = all.filter((name) => !isInstalled(name));
if (missing.length > 0) {
    console.error("npm: the prepared installation lacks " + missing + ": see tests/pages/support/shims.ts");
    process.exit(1);
}
console.log("added " + all.length + " packages");
`;

/** Writes the commands into a new folder and returns the environment that puts them first. */
export function writeShims(folder: string, prepared: string, path: string): NodeJS.ProcessEnv {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries({ npx, npm, pulumi, "npmInstall.cjs": npmInstall })) {
        writeFileSync(join(folder, name), text);
        chmodSync(join(folder, name), 0o755);
    }
    return { PATH: `${folder}:${path}`, PAGES_SHIMS: folder, PAGES_PREPARED: prepared };
}
