/**
 * `npm run picture`: runs a preview and an up of `picture/program` in a terminal, with a simulated vault and a real
 * Pulumi engine. It draws the terminal without durations into `docs/terminal.svg`, and a report into `docs/report.svg`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Engine, getEngine } from "../engine/engine";
import type { Stack } from "../engine/stack";
import { type PictureRun, withPictureRun } from "./pictureRun";
import { runInTerminal } from "./pseudoTerminal";
import { drawReport } from "./reportPicture";
import { type Line, linesShown, textOf } from "./screen";
import { steady } from "./steady";
import { terminalSvg } from "./terminalSvg";

const columns = 100;
const commands = ["pulumi preview", "pulumi up --yes --skip-preview"];
const declared = [312, 313, 314, 315];
const title = `A terminal with ${commands.join(" and ")}: each declared password is disabled`;
const root = join(__dirname, "..");

async function main(): Promise<void> {
    const engine = await getEngine();
    await drawTerminal(engine);
    await drawReport(engine);
}

async function drawTerminal(engine: Engine): Promise<void> {
    await withPictureRun(engine, { program: "program", name: "prod" }, async (run) => {
        const lines = await session(run.stack);
        assertTrue(lines, run);
        writeFileSync(join(root, "docs", "terminal.svg"), terminalSvg({ title, lines, columns }));
        process.stdout.write(`${lines.map(textOf).join("\n")}\n\nWritten to docs/terminal.svg.\n`);
    });
}

/** Runs the commands. Returns the lines of each command and of its output. */
async function session(stack: Stack): Promise<Line[]> {
    const lines: Line[] = [];
    for (const command of commands) {
        const written = await runInTerminal(command, { cwd: stack.folder, env: stack.env, columns, rows: 50 });
        const prompt = { text: "$ ", dim: true };
        const gap: Line[] = lines.length === 0 ? [] : [[]];
        lines.push(...gap, [prompt, { text: command, bold: true }], ...steady(await linesShown(written, columns)));
    }
    return lines;
}

/** Throws if a password is still active, or if a line contains a secret or a detail of this run. */
function assertTrue(lines: readonly Line[], { vault, details }: PictureRun): void {
    const active = declared.filter((identifier) => vault.password(identifier).active);
    if (active.length > 0) {
        throw new Error(`passwords ${active.join(", ")} are still active in the vault`);
    }
    const hidden = details();
    const row = lines.findIndex((line) => hidden.some((detail) => textOf(line).includes(detail)));
    if (row >= 0) {
        throw new Error(`line ${row + 1} of the output contains an address, a folder or a secret of this run`);
    }
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
