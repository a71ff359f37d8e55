/** Describes the machine of the bench. */
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";

/** Returns processor, cores, memory and system. */
export function describeMachine(): string {
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
