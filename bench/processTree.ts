/** Looks at the memory of a process and all that descend from it, while they run; on Linux only. */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The resident memory of a tree of processes so far, in bytes. */
export interface TreeMemory {
    /** Largest sum of all at one moment. Pages that two share count twice. */
    treePeakBytes?: number;
    /** Largest peak of one whose command line fits. */
    providerPeakBytes?: number;
}

/** How often the tree is looked at. A peak between two looks is missed by the sum, and not by a process's own peak. */
const everyMs = 50;

const pageBytes = 4096;

interface Seen {
    provider: boolean;
    startedAt: string;
}

/**
 * Looks every 50 ms at `root` and its descendants, also those that their parent has left behind.
 * @param isProvider whether a command line, with spaces between its words, is a provider's.
 * @returns what ends the looking and says what was seen; nothing where the system has no /proc.
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
                // A process starts as a copy of its parent and takes its own command line later.
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
        // The name in brackets can hold spaces and brackets; what follows the last one are numbers.
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

/** The largest resident memory that a process ever had, as the kernel keeps it. */
function peakOf(pid: number): number {
    return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A file of /proc; nothing when the process has gone. */
function read(file: string): string {
    try {
        return readFileSync(file, "latin1");
    } catch {
        return "";
    }
}
