/**
 * `npm run picture`: draws the pictures of `docs/`. It runs a preview and an up of `picture/program` in a terminal, with a
 * simulated vault and a real Pulumi engine, and draws the terminal without durations.
 */
import { type Engine, getEngine } from "../engine/engine";
import type { Stack } from "../engine/stack";
import { diagram } from "./diagram";
import { withPictureRun } from "./pictureRun";
import { runInTerminal } from "./pseudoTerminal";
import { drawReport } from "./reportPicture";
import { type Line, linesShown, textOf } from "./screen";
import { steady } from "./steady";
import { terminalSvg } from "./terminalSvg";
import { writePicture } from "./writePicture";

const columns = 100;
const commands = ["pulumi preview", "pulumi up --yes --skip-preview"];
const declared = [312, 313, 314, 315];
const title = `A terminal with ${commands.join(" and ")}: each declared password is disabled`;

async function main(): Promise<void> {
    writePicture("diagram.svg", diagram());
    const engine = await getEngine();
    await drawTerminal(engine);
    await drawReport(engine);
}

async function drawTerminal(engine: Engine): Promise<void> {
    await withPictureRun(engine, { program: "program", name: "prod" }, async ({ stack, vault, details }) => {
        const lines = await session(stack);
        const active = declared.filter((identifier) => vault.password(identifier).active);
        if (active.length > 0) {
            throw new Error(`passwords ${active.join(", ")} are still active in the vault`);
        }
        process.stdout.write(`${lines.map(textOf).join("\n")}\n\n`);
        writePicture("terminal.svg", terminalSvg({ title, lines, columns }), details());
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

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
