/** Provides Node in several major versions, from the running process or from npm's registry. */
import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./packedProject";
import { registryTool } from "./registryTools";

/** A major version of Node that the package supports. */
export type NodeMajor = (typeof nodeMajors)[number];

/** All supported major versions. */
export const nodeMajors = [20, 22, 24] as const;

/**
 * The range of each major version. npm installs the newest version of it that exists for this machine. It starts at the
 * oldest version that the package supports.
 */
const versions: Record<NodeMajor, { from: string; to: string }> = {
    20: { from: "20.19.0", to: "20.20.2" },
    22: { from: "22.12.0", to: "22.23.3" },
    24: { from: "24.0.0", to: "24.21.0" },
};

const running = Number.parseInt(process.versions.node, 10);
const folders = new Map<NodeMajor, Promise<string>>();

/** Returns true if this machine can have a major version. The registry lacks some for macOS and Windows. */
export function hasNode(major: NodeMajor): boolean {
    const machine = `${process.platform}-${process.arch}`;
    const lacking: Record<string, NodeMajor> = { "darwin-arm64": 20, "win32-arm64": 24 };
    return major === running || lacking[machine] !== major;
}

/** Returns a folder for PATH that contains only this Node. */
export function nodeFolder(major: NodeMajor): Promise<string> {
    const folder = folders.get(major) ?? (major === running ? runningNode() : fetchedNode(major));
    folders.set(major, folder);
    return folder;
}

/** Links the running Node alone, because its folder can contain an old `pulumi`. Windows requires rights for a link. */
async function runningNode(): Promise<string> {
    if (process.platform === "win32") {
        return dirname(process.execPath);
    }
    const folder = temporaryFolder("node");
    symlinkSync(process.execPath, join(folder, "node"));
    return folder;
}

/** Installs the package that the script of the npm package `node` would install. */
function fetchedNode(major: NodeMajor): Promise<string> {
    const { from, to } = versions[major];
    const system = process.platform === "win32" ? "win" : process.platform;
    const machine = `${system}-${process.arch}`;
    const name = machine === "darwin-arm64" ? `node-bin-${machine}` : `node-${machine}`;
    return registryTool({ key: `node-${to}-${machine}`, name, range: `>=${from} <=${to}`, part: "bin" });
}
