/** Samples the memory and the CPU time of a process and its descendants. Linux only. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The use of memory and CPU by a process tree so far. */
export interface TreeUse {
    /** The largest sum of resident memory over all processes at one moment. Shared pages count twice. */
    treePeakBytes?: number;
    /** The largest peak of a provider process. */
    providerPeakBytes?: number;
    /** The CPU time of all provider processes together. */
    providerCpuSeconds?: number;
    /** The CPU time of all processes of the program together. */
    programCpuSeconds?: number;
}

/** The processes whose CPU time is counted. */
export type Role = "provider" | "program";

/** The time between two samples. The sum misses a peak between them, but the peak of one process does not. */
const everyMs = 50;

/** The kernel's unit of CPU time, which is the same on all of Linux. */
const ticksASecond = 100;

const pageBytes = 4096;

interface Seen {
    role?: Role | undefined;
    startedAt: string;
    cpuSeconds: number;
}

/**
 * Samples `root` and its descendants every 50 ms, including orphaned ones.
 * @param roleOf Returns the role of a command line, with its arguments separated by spaces.
 * @returns A function that stops the sampling and returns the use, which is empty without /proc.
 */
export function watchTree(root: number, roleOf: (commandLine: string) => Role | undefined): () => TreeUse {
    if (!existsSync("/proc/self/stat")) {
        return () => ({});
    }
    const seen = new Map<number, Seen>();
    const ended: Seen[] = [];
    const use: TreeUse = {};
    const look = () => {
        const running = readProcesses();
        let sum = 0;
        for (const one of running.values()) {
            const known = seen.get(one.pid);
            const ours =
                one.pid === root || known?.startedAt === one.startedAt || descends(one.parent, root, running, seen);
            if (ours) {
                sum += one.residentBytes;
                if (known !== undefined && known.startedAt !== one.startedAt) {
                    ended.push(known);
                }
                // A process starts as a copy of its parent, so its command line can change.
                const role =
                    (known?.startedAt === one.startedAt ? known.role : undefined) ??
                    roleOf(read(`/proc/${one.pid}/cmdline`).replaceAll("\0", " "));
                seen.set(one.pid, { role, startedAt: one.startedAt, cpuSeconds: one.cpuSeconds });
                if (role === "provider") {
                    use.providerPeakBytes = Math.max(use.providerPeakBytes ?? 0, peakOf(one.pid));
                }
            }
        }
        use.treePeakBytes = Math.max(use.treePeakBytes ?? 0, sum);
    };
    const timer = setInterval(look, everyMs);
    look();
    return () => {
        clearInterval(timer);
        for (const { role, cpuSeconds } of [...seen.values(), ...ended]) {
            if (role !== undefined) {
                use[`${role}CpuSeconds`] = (use[`${role}CpuSeconds`] ?? 0) + cpuSeconds;
            }
        }
        return use;
    };
}

interface Process {
    pid: number;
    parent: number;
    startedAt: string;
    residentBytes: number;
    cpuSeconds: number;
}

function readProcesses(): Map<number, Process> {
    const all = new Map<number, Process>();
    for (const name of readdirSync("/proc")) {
        const pid = Number(name);
        const stat = Number.isInteger(pid) ? read(`/proc/${pid}/stat`) : "";
        // The name in brackets can contain spaces and brackets. Only numbers follow the last bracket.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        if (fields.length > 21) {
            const [parent, startedAt, pages] = [Number(fields[1]), fields[19] as string, Number(fields[21])];
            const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksASecond;
            all.set(pid, { pid, parent, startedAt, residentBytes: pages * pageBytes, cpuSeconds });
        }
    }
    return all;
}

function descends(parent: number, root: number, running: Map<number, Process>, seen: Map<number, Seen>): boolean {
    for (let pid = parent; pid > 1; pid = running.get(pid)?.parent ?? 0) {
        if (pid === root || isKnown(pid, running, seen)) {
            return true;
        }
    }
    return false;
}

function isKnown(pid: number, running: Map<number, Process>, seen: Map<number, Seen>): boolean {
    const known = seen.get(pid);
    return known !== undefined && known.startedAt === running.get(pid)?.startedAt;
}

/** Returns the kernel's record of a process's largest resident memory. */
function peakOf(pid: number): number {
    return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Returns a file of /proc, or "" if the process has ended. */
function read(file: string): string {
    try {
        return readFileSync(file, "latin1");
    } catch {
        return "";
    }
}
