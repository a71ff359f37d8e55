/** A shell in a terminal that keeps its folder and variables from block to block, as a reader's does. */
import { execFileSync } from "node:child_process";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Statement, statementsOf } from "./statements";
import { startTerminalProcess } from "./terminalProcess";

/** Allows a slow machine, and ends a command that waits for input. */
const limitMs = 120_000;

/** The result of a block. */
export interface BlockEnd {
    exitCode: number;
    /** The command that failed. Undefined if none did. */
    failed?: Statement;
    /** True if the failed command is the block's last one. */
    isLast: boolean;
    /** The lines that the terminal shows. */
    lines: string[];
}

/** A running shell. */
export interface ShellSession {
    /**
     * Runs a block up to its first failing command. `inputs` answer the questions for a value.
     *
     * @throws Error with the output if it does not end.
     */
    run(block: string, inputs: readonly string[]): Promise<BlockEnd>;
    end(): Promise<void>;
}

/** Runs each file that the pipe names, and reports its status in a control sequence that terminals ignore. */
const driver = `exec 9<"$PAGES_FOLDER/blocks"
set -o pipefail
while read -r -u 9 __block && [ "$__block" != end ]; do
    { . "$__block"; } 9<&-
    printf '\\033]7717;%s;%s\\007' "$?" "$__failed"
done
`;

/** Starts a shell. `folder` is for its own files. */
export function startShell(folder: string, { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv }): ShellSession {
    const pipe = join(folder, "blocks");
    execFileSync("mkfifo", [pipe]);
    // An open for both ends does not wait for the shell.
    const blocks = openSync(pipe, "r+");
    const file = join(folder, "driver.sh");
    writeFileSync(file, driver);
    const terminal = startTerminalProcess(`exec bash --noprofile --norc '${file}'`, {
        cwd,
        env: { ...env, PAGES_FOLDER: folder },
        answers: [
            [/\[y\/N\] /, () => "y"],
            // `pulumi config set` asks for a value that its arguments lack, and shows a cursor.
            // biome-ignore lint/suspicious/noControlCharactersInRegex: the cursor is a control sequence
            [/value: \x1b\[7/, () => values.shift() ?? "simulator-secret"],
        ],
    });
    let count = 0;
    let values: string[] = [];
    return {
        async run(block, inputs) {
            values = [...inputs];
            const statements = statementsOf(block);
            const script = join(folder, `block-${count++}.sh`);
            const guarded = statements.map(
                ({ text }, index) =>
                    `${text}\n__status=$?; [ $__status = 0 ] || { __failed=${index}; return $__status; }\n`,
            );
            writeFileSync(script, `__failed=\n${guarded.join("")}`);
            const offset = terminal.written().length;
            writeSync(blocks, `${script}\n`);
            try {
                // biome-ignore lint/suspicious/noControlCharactersInRegex: the end of a block is a control sequence
                const [, status, index] = await terminal.waitFor(/\x1b\]7717;(\d+);(\d*)\x07/, offset, limitMs);
                const lines = await terminal.shown(offset);
                const failed = index ? statements[Number(index)] : undefined;
                return { exitCode: Number(status), failed, isLast: Number(index) === statements.length - 1, lines };
            } catch (error) {
                const lines = await terminal.shown(offset);
                throw new Error(`${(error as Error).message}\n${lines.join("\n")}`);
            }
        },
        async end() {
            writeSync(blocks, "end\n");
            await terminal.end();
            closeSync(blocks);
        },
    };
}
