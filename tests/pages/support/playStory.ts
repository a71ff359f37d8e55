/** Does what a page says, and compares what it shows. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { compareOutput, pageUrl, simulatorUrl } from "./compareOutput";
import { actInTerminal, actInVault } from "./pageVault";
import { prepareScene, type Scene } from "./scene";
import { type ShellSession, startShell } from "./shellSession";
import type { Commands, Step, Story } from "./stories";
import { startTerminalProcess, type TerminalProcess } from "./terminalProcess";

/** What a story has done so far. */
interface Progress {
    scene: Scene;
    shell: ShellSession;
    /** The simulator in a second terminal. */
    second: TerminalProcess | undefined;
    vaultUrl: string | undefined;
    /** The lines that the last visible command showed, or what returns those of the second terminal. */
    shown: { command: string; lines: () => Promise<string[]> } | undefined;
}

const ctrlC = "\x03";

/** Plays a story of a page. @throws Error with the page, its line, the command and the difference. */
export async function playStory(page: string, { beginning, steps }: Story): Promise<void> {
    const scene = await prepareScene(beginning);
    const shell = startShell(scene.own, { cwd: scene.folder, env: scene.env });
    const progress: Progress = { scene, shell, second: undefined, vaultUrl: scene.vault?.url, shown: undefined };
    try {
        for (const step of steps) {
            try {
                await play(step, progress);
            } catch (error) {
                throw new Error(`${page}:${step.line}: ${(error as Error).message}`);
            }
        }
    } finally {
        await shell.end();
        progress.second?.enter(ctrlC);
        await progress.second?.end();
        await scene.vault?.close();
        rmSync(dirname(scene.own), { recursive: true, force: true });
        rmSync(scene.folder, { recursive: true, force: true });
    }
}

async function play(step: Step, progress: Progress): Promise<void> {
    const { scene } = progress;
    if (step.type === "file") {
        const file = join(scene.folder, step.path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `${withRealVault(step.text, progress)}\n`);
    } else if (step.type === "vault") {
        await act(step.action, progress);
    } else if (step.type === "secondTerminal") {
        await openSecondTerminal(step.command, progress);
    } else if (step.type === "output") {
        await compare(step, progress);
    } else {
        await runCommands(step, progress);
    }
}

async function runCommands({ text, expected, inputs, isHidden }: Commands, progress: Progress): Promise<void> {
    const { exitCode, failed, isLast, lines } = await progress.shell.run(withRealVault(text, progress), inputs);
    const isRight = expected === "not 0" ? exitCode !== 0 : exitCode === expected;
    if (!isRight || (failed && !isLast)) {
        const command = failed?.text ?? text;
        throw new Error(`exit code ${exitCode}, expected ${expected} at the end\n$ ${command}\n${lines.join("\n")}`);
    }
    if (!isHidden) {
        progress.shown = { command: text, lines: async () => lines };
    }
}

async function act(action: string, { scene, second }: Progress): Promise<void> {
    if (scene.vault) {
        actInVault(scene.vault, action);
    } else if (second) {
        await actInTerminal(second, action);
    } else {
        throw new Error("no simulator runs yet");
    }
}

async function openSecondTerminal(command: string, progress: Progress): Promise<void> {
    const { folder, env } = progress.scene;
    if (progress.scene.vault || progress.second) {
        throw new Error("the story has a simulator already");
    }
    const second = startTerminalProcess(command, { cwd: folder, env });
    progress.second = second;
    progress.shown = { command, lines: () => second.shown() };
    const [, url] = await second
        .waitFor(/MySafe simulator \S+ at (\S+).*Requests:/s, 0, 20_000)
        .catch(async (error) => {
            throw new Error(`${error.message}\n$ ${command}\n${(await second.shown()).join("\n")}`);
        });
    progress.vaultUrl = url;
}

async function compare({ text }: { text: string }, { shown, vaultUrl, scene }: Progress): Promise<void> {
    const expected = text.split("\n");
    const lines = (await shown?.lines()) ?? [];
    const wrong = compareOutput(expected, lines, { vaultUrl, home: scene.env.HOME });
    if (wrong) {
        const output = lines.map((line, index) => `${index === wrong.actual ? ">" : " "} ${line}`);
        throw new Error(
            `line ${wrong.shown + 1} of the output is not what the command prints\n` +
                `page: ${expected[wrong.shown]}\nreal: ${wrong.actual === undefined ? "no such line" : lines[wrong.actual]}\n` +
                `$ ${shown?.command}\n${output.join("\n")}`,
        );
    }
}

/** Puts the story's simulator in the place of the page's vault and its credentials. */
function withRealVault(text: string, { vaultUrl }: Progress): string {
    const located = vaultUrl ? text.replaceAll(pageUrl, vaultUrl).replaceAll(simulatorUrl, vaultUrl) : text;
    return located
        .replaceAll(/(["'])client id\1/g, "$1simulator-client$1")
        .replaceAll(/(["'])client secret\1/g, "$1simulator-secret$1");
}
