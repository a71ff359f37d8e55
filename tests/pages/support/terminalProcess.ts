/** A process in a pseudo-terminal whose questions are answered. */
import { once } from "node:events";
import { onInterruption } from "../../../engine/interruption";
import { cannotRun, startInTerminal } from "../../../picture/pseudoTerminal";
import { terminalSize, terminalText } from "./terminalText";

/** The answer to a question. The pattern matches the output with its control sequences. */
export type Answer = [question: RegExp, answer: (...groups: string[]) => string];

/** A running process. */
export interface TerminalProcess {
    /** Enters a text, such as a line with its line end. */
    enter(text: string): void;
    /** Returns everything that it wrote, with control sequences. */
    written(): string;
    /** Returns the lines that the terminal shows of the output after this offset. */
    shown(offset?: number): Promise<string[]>;
    /** Waits until the output after the offset has this. @throws Error if the process ends before, or the time is up. */
    waitFor(pattern: RegExp, offset: number, limitMs: number): Promise<RegExpExecArray>;
    /** Waits for the end of the process, and kills it if it takes long. */
    end(): Promise<void>;
}

const graceMs = 5_000;

/** A terminal turns it into a line end, unless a program reads each key. */
export const enterKey = "\r";

/** Starts a shell command. */
export function startTerminalProcess(
    command: string,
    { cwd, env, answers = [] }: { cwd: string; env: NodeJS.ProcessEnv; answers?: readonly Answer[] },
): TerminalProcess {
    // Programs do not ask this kind of terminal for its colours. Nothing here would answer.
    const child = startInTerminal(command, { cwd, env, ...terminalSize, term: "screen-256color" });
    const stop = onInterruption(() => child.kill());
    let written = "";
    let answered = 0;
    let ended = false;
    let failure = new Error("the terminal's process has ended");
    const listeners = new Set<() => void>();
    const notify = () => {
        for (const listener of [...listeners]) {
            listener();
        }
    };
    child.stdout.on("data", (text: string) => {
        written += text;
        const asked = written.slice(answered);
        for (const [question, answer] of answers) {
            const found = question.exec(asked);
            if (found) {
                answered = written.length;
                child.stdin.write(`${answer(...found)}${enterKey}`);
                break;
            }
        }
        notify();
    });
    // An "error" rejects.
    const closed = once(child, "close").catch((error) => {
        failure = cannotRun(command, error);
    });
    const settled = closed.then(() => {
        ended = true;
        stop();
        notify();
    });
    // A process that has ended reads no answer.
    child.stdin.on("error", () => {});
    return {
        enter: (text) => void child.stdin.write(text),
        written: () => written,
        shown: (offset = 0) => terminalText(written.slice(offset)),
        waitFor: (pattern, offset, limitMs) =>
            new Promise((resolve, reject) => {
                const check = () => {
                    const found = pattern.exec(written.slice(offset));
                    if (found || ended) {
                        clearTimeout(timer);
                        listeners.delete(check);
                        found ? resolve(found) : reject(failure);
                    }
                };
                const timer = setTimeout(() => {
                    listeners.delete(check);
                    reject(new Error(`no end within ${limitMs / 1000} s: does a command wait for input?`));
                }, limitMs);
                listeners.add(check);
                check();
            }),
        async end() {
            const timer = setTimeout(() => child.kill(), graceMs);
            await settled;
            clearTimeout(timer);
        },
    };
}
