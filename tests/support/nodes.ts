/** Nodes of several majors: the one that runs the tests, and others from npm's registry. */
import { symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./packedProject";
import { registryTool } from "./registryTools";

/** A major version of Node that the package is for. */
export type NodeMajor = (typeof nodeMajors)[number];

/** All of them. */
export const nodeMajors = [20, 22, 24] as const;

/**
 * The newest of each major that is fetched; one that has no package for this machine makes way for the newest before
 * it. Each starts at the oldest that the package's `engines` take.
 */
const versions: Record<NodeMajor, { from: string; to: string }> = {
    20: { from: "20.19.0", to: "20.20.2" },
    22: { from: "22.12.0", to: "22.23.3" },
    24: { from: "24.0.0", to: "24.21.0" },
};

const running = Number.parseInt(process.versions.node, 10);
const folders = new Map<NodeMajor, Promise<string>>();

/** Whether there is a Node of this major for this machine. The registry lacks some for other kinds than Linux's. */
export function hasNode(major: NodeMajor): boolean {
    const machine = `${process.platform}-${process.arch}`;
    const lacking: Record<string, NodeMajor> = { "darwin-arm64": 20, "win32-arm64": 24 };
    return major === running || lacking[machine] !== major;
}

/** A folder for the front of PATH that has this Node, and nothing else, in it. */
export function nodeFolder(major: NodeMajor): Promise<string> {
    const folder = folders.get(major) ?? (major === running ? runningNode() : fetchedNode(major));
    folders.set(major, folder);
    return folder;
}

/** The running Node without its neighbours, which can be an old `pulumi`. Windows wants rights for a link. */
async function runningNode(): Promise<string> {
    if (process.platform === "win32") {
        return dirname(process.execPath);
    }
    const folder = temporaryFolder("node");
    symlinkSync(process.execPath, join(folder, "node"));
    return folder;
}

/** The packages are those that the registry's package `node` installs by a script. */
function fetchedNode(major: NodeMajor): Promise<string> {
    const { from, to } = versions[major];
    const system = process.platform === "win32" ? "win" : process.platform;
    const machine = `${system}-${process.arch}`;
    const name = machine === "darwin-arm64" ? `node-bin-${machine}` : `node-${machine}`;
    return registryTool({ key: `node-${to}-${machine}`, name, range: `>=${from} <=${to}`, part: "bin" });
}
