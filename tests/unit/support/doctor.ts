/** `pulumi-mysafe doctor` in this process, in front of a simulator and of a Pulumi CLI that is a few lines of shell. */
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Terminal } from "../../../provider/src/commands/command";
import { commandLine } from "./io";

/** The steps, in their order. */
export const stepNames = ["settings", "name", "proxy", "connection", "token", "route", "list", "rights"];

/** How one run ended. */
export interface Checked {
    exitCode: number;
    stdout: string;
    stderr: string;
    /** How each step ended, by name. */
    states: Record<string, string>;
    /** What a step printed, without the margin. */
    textOf(step: string): string;
}

/** What leads to a vault. */
export type Connected = Pick<Simulator, "url" | "clientId" | "clientSecret" | "tenant">;

/** What `pulumi config --json` prints, by key. */
export type StackEntries = Record<string, { value: string; secret?: boolean }>;

/** What `pulumi` prints, or what it says in place of it when it fails. */
export type Configured = { config: StackEntries } | { prints: string } | { says: string };

const folders: string[] = [];

/** Removes what the runs left. */
export function removeFolders(): void {
    for (const folder of folders.splice(0)) {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** A folder that {@link removeFolders} removes. */
export function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-doctor-"));
    folders.push(folder);
    return folder;
}

/** Runs `doctor` where there is no Pulumi CLI, so that the environment alone has settings. */
export function checkEnvironment(env: Record<string, string>, args: string[] = []): Promise<Checked> {
    return check(env, newFolder(), newFolder(), args);
}

/** Runs `doctor` in a folder where `pulumi` answers so, whatever it is asked, and gives what it was asked. */
export async function checkStack(
    configured: Configured,
    options: { env?: Record<string, string>; cwd?: string; args?: string[]; terminal?: Terminal } = {},
) {
    const tools = newFolder();
    const cli = join(tools, "pulumi");
    const printed = "config" in configured ? JSON.stringify(configured.config) : "";
    writeFileSync(join(tools, "answer"), printed || Object.values(configured).join());
    const end = "says" in configured ? ">&2; exit 255" : "";
    writeFileSync(cli, `#!/bin/sh\necho "$@" > '${tools}/asked'\n/bin/cat '${tools}/answer' ${end}\n`);
    chmodSync(cli, 0o755);
    const { env = {}, cwd = newFolder(), args = [], terminal } = options;
    const checked = await check(env, tools, cwd, args, terminal);
    return { ...checked, asked: readFileSync(join(tools, "asked"), "utf8") };
}

/** The settings of a simulator as a stack has them. */
export function stackOf(
    { url, clientId, clientSecret, tenant }: Connected,
    more: Record<string, string> = {},
): { config: StackEntries } {
    const plain = { url, clientId, ...(tenant === undefined ? {} : { tenant }), ...more };
    const entries = Object.entries(plain).map(([name, value]) => [`mysafe:${name}`, { value, secret: false }]);
    return { config: { ...Object.fromEntries(entries), "mysafe:clientSecret": { value: clientSecret, secret: true } } };
}

/** The settings of a simulator as the environment has them. */
export function environmentOf({ url, clientId, clientSecret, tenant }: Connected): Record<string, string> {
    return {
        SENHASEGURA_URL: url,
        SENHASEGURA_CLIENT_ID: clientId,
        SENHASEGURA_CLIENT_SECRET: clientSecret,
        ...(tenant === undefined ? {} : { SENHASEGURA_TENANT: tenant }),
    };
}

/** Fails unless all before a step are well, it failed and said each of these, and none after it was tried. */
export function failedAt(checked: Checked, step: string, ...words: (string | RegExp)[]): void {
    const text = checked.textOf(step);
    assert.equal(checked.states[step], "FAILED", checked.stdout);
    for (const each of words) {
        assert.ok(typeof each === "string" ? text.includes(each) : each.test(text), `${each} is not in:\n${text}`);
    }
    const place = stepNames.indexOf(step);
    for (const [index, name] of stepNames.entries()) {
        if (index < place) {
            assert.notEqual(checked.states[name], "FAILED", checked.stdout);
        } else if (index > place) {
            assert.deepEqual([checked.states[name], checked.textOf(name)], ["-", "not tried"], checked.stdout);
        }
    }
    assert.deepEqual([checked.exitCode, checked.stderr], [1, ""]);
}

async function check(
    env: Record<string, string>,
    path: string,
    cwd: string,
    args: string[],
    terminal?: Terminal,
): Promise<Checked> {
    const run = await commandLine(["doctor", ...args], { env: { PATH: path, ...env }, cwd, terminal });
    // What the simulator makes looks so; passwords, the client secret, tokens.
    assert.doesNotMatch(run.stdout + run.stderr, /\b(pw|cs|tok)-[0-9a-f]{8}/, "a secret");
    const found = new Map<string, { state: string; lines: string[] }>();
    let lines: string[] = [];
    for (const line of run.stdout.split("\n").slice(0, -1)) {
        const [, state = "", name = "", first = ""] = /^(ok|FAILED|-) +(\S+) +(.*)$/.exec(line) ?? [];
        if (state !== "") {
            lines = [first];
            found.set(name, { state, lines });
        } else {
            assert.match(line, /^ {20}\S/);
            lines.push(line.trim());
        }
    }
    return {
        ...run,
        states: Object.fromEntries([...found].map(([name, { state }]) => [name, state])),
        textOf: (step) => found.get(step)?.lines.join("\n") ?? "",
    };
}
