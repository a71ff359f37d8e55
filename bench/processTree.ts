/** Samples the memory of a process and its descendants. Linux only. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The resident memory of a process tree so far, in bytes. */
export interface TreeMemory {
    /** The largest sum over all processes at one moment. Shared pages count twice. */
    treePeakBytes?: number;
    /** The largest peak of a provider process. */
    providerPeakBytes?: number;
}

/** The time between two samples. The sum misses a peak between them, but the peak of one process does not. */
const everyMs = 50;

const pageBytes = 4096;

interface Seen {
    provider: boolean;
    startedAt: string;
}

/**
 * Samples `root` and its descendants every 50 ms, including orphaned ones.
 * @param isProvider Returns true for the command line of a provider, with its arguments separated by spaces.
 * @returns A function that stops the sampling and returns the memory, which is empty without /proc.
 */
export function watchTree(root: number, isProvider: (commandLine: string) => boolean): () => TreeMemory {
    if (!existsSync("/proc/self/stat")) {
        return () => ({});
    }
    const seen = new Map<number, Seen>();
    const memory: TreeMemory = {};
    const look = () => {
        const running = readProcesses();
        let sum = 0;
        for (const one of running.values()) {
            const known = seen.get(one.pid);
            const ours =
                one.pid === root || known?.startedAt === one.startedAt || descends(one.parent, root, running, seen);
            if (ours) {
                sum += one.residentBytes;
                if (known?.startedAt !== one.startedAt) {
                    seen.set(one.pid, { provider: false, startedAt: one.startedAt });
                }
                // A process starts as a copy of its parent, so its command line can change.
                const entry = seen.get(one.pid) as Seen;
                entry.provider ||= isProvider(read(`/proc/${one.pid}/cmdline`).replaceAll("\0", " "));
                if (entry.provider) {
                    memory.providerPeakBytes = Math.max(memory.providerPeakBytes ?? 0, peakOf(one.pid));
                }
            }
        }
        memory.treePeakBytes = Math.max(memory.treePeakBytes ?? 0, sum);
    };
    const timer = setInterval(look, everyMs);
    look();
    return () => {
        clearInterval(timer);
        return memory;
    };
}

interface Process {
    pid: number;
    parent: number;
    startedAt: string;
    residentBytes: number;
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
            all.set(pid, { pid, parent, startedAt, residentBytes: pages * pageBytes });
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
