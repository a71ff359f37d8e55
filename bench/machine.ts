/** Says on what the bench runs. */
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** The machine, in words: processor, cores, memory, system. */
export function machineInWords(): string {
    const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
    return `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, ${memory}, ${systemName()}`;
}

function systemName(): string {
    try {
        return /^PRETTY_NAME="(.+)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
    } catch {
        return process.platform;
    }
}
