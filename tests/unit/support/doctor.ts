/** Runs `pulumi-mysafe doctor` in this process with a simulator and a fake Pulumi CLI. */
import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Simulator } from "mysafe-simulator";
import type { Terminal } from "../../../provider/src/commands/command";
import { commandLine } from "./io";

/** The steps, in their order. */
export const stepNames = ["settings", "name", "proxy", "connection", "token", "route", "list", "rights"];

/** The result of one run. */
export interface Checked {
    exitCode: number;
    stdout: string;
    stderr: string;
    /** The state of each step, by name. */
    states: Record<string, string>;
    /** Returns the lines of a step without the margin. */
    textOf(step: string): string;
}

/** The connection settings of a vault. */
export type Connected = Pick<Simulator, "url" | "clientId" | "clientSecret" | "tenant">;

/** The output of `pulumi config --json`, by key. */
export type StackEntries = Record<string, { value?: string; secret?: boolean }>;

/** The output of `pulumi`, or its message when it fails. Without a passphrase only `--show-secrets` fails. */
export type Configured =
    | { config: StackEntries; withoutPassphrase?: boolean }
    | { prints: string }
    | { failsWith: string };

const passphraseMissing =
    "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables";

const folders: string[] = [];

/** Removes the folders of all runs. */
export function removeFolders(): void {
    for (const folder of folders.splice(0)) {
        rmSync(folder, { recursive: true, force: true });
    }
}

/** Creates a folder that {@link removeFolders} removes. */
export function newFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-mysafe-doctor-"));
    folders.push(folder);
    return folder;
}

/** Runs `doctor` without a Pulumi CLI, so that all settings come from the environment. */
export function checkEnvironment(env: Record<string, string>, args: string[] = []): Promise<Checked> {
    return check(env, newFolder(), newFolder(), args);
}

/** Runs `doctor` with a fake `pulumi`, and returns the arguments of that too. */
export async function checkStack(
    configured: Configured,
    options: { env?: Record<string, string>; cwd?: string; args?: string[]; terminal?: Terminal } = {},
) {
    const tools = newFolder();
    const cli = join(tools, "pulumi");
    const printed = "config" in configured ? JSON.stringify(configured.config) : "";
    writeFileSync(join(tools, "answer"), printed || Object.values(configured).join());
    const end = "failsWith" in configured ? ">&2; exit 255" : "";
    const lock =
        "withoutPassphrase" in configured && configured.withoutPassphrase
            ? `case "$*" in *--show-secrets*) echo '${passphraseMissing}' >&2; exit 1;; esac\n`
            : "";
    writeFileSync(cli, `#!/bin/sh\necho "$@" > '${tools}/asked'\n${lock}/bin/cat '${tools}/answer' ${end}\n`);
    chmodSync(cli, 0o755);
    const { env = {}, cwd = newFolder(), args = [], terminal } = options;
    const checked = await check(env, tools, cwd, args, terminal);
    return { ...checked, asked: readFileSync(join(tools, "asked"), "utf8") };
}

/** Returns the settings of a simulator as a stack configuration. */
export function stackOf(
    { url, clientId, clientSecret, tenant }: Connected,
    more: Record<string, string> = {},
): { config: StackEntries } {
    const plain = { url, clientId, ...(tenant === undefined ? {} : { tenant }), ...more };
    const entries = Object.entries(plain).map(([name, value]) => [`mysafe:${name}`, { value, secret: false }]);
    return { config: { ...Object.fromEntries(entries), "mysafe:clientSecret": { value: clientSecret, secret: true } } };
}

/** Returns the settings of a simulator as environment variables. */
export function environmentOf({ url, clientId, clientSecret, tenant }: Connected): Record<string, string> {
    return {
        SENHASEGURA_URL: url,
        SENHASEGURA_CLIENT_ID: clientId,
        SENHASEGURA_CLIENT_SECRET: clientSecret,
        ...(tenant === undefined ? {} : { SENHASEGURA_TENANT: tenant }),
    };
}

/** Asserts that a step fails first with these texts, and that no later step ran. */
export function failedAt(checked: Checked, step: string, ...texts: (string | RegExp)[]): void {
    const text = checked.textOf(step);
    assert.equal(checked.states[step], "FAILED", checked.stdout);
    for (const each of texts) {
        assert.ok(typeof each === "string" ? text.includes(each) : each.test(text), `${each} is not in:\n${text}`);
    }
    const place = stepNames.indexOf(step);
    for (const [index, name] of stepNames.entries()) {
        if (index < place) {
            assert.notEqual(checked.states[name], "FAILED", checked.stdout);
        } else if (index > place) {
            assert.deepEqual([checked.states[name], checked.textOf(name)], ["-", "not checked"], checked.stdout);
        }
    }
    // A retry that takes some seconds says so.
    assert.deepEqual([checked.exitCode, checked.stderr.replace(/^waiting for the vault: .*\n/, "")], [1, ""]);
}

async function check(
    env: Record<string, string>,
    path: string,
    cwd: string,
    args: string[],
    terminal?: Terminal,
): Promise<Checked> {
    const run = await commandLine(["doctor", ...args], { env: { PATH: path, ...env }, cwd, terminal });
    // The simulator's passwords, client secrets and tokens have this form.
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
