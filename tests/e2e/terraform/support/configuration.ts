/** Runs OpenTofu with the Terraform provider on a configuration of a test, against a vault. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { findTofuProblem, getTofu } from "../../../../bench/tofu/build";
import { tofuEnvironment } from "../../../../bench/tofu/environment";
import { fileName } from "../../../../engine/onPath";
import { parseRanges } from "../../../../provider/src/shared/identifierRanges";
import { missing } from "../../../support/missing";
import { runTofu, type TofuRun } from "../../../support/runTofu";
import { withVault } from "../../../support/story";
import { temporaryFolder } from "../../../support/temporaryFolder";
import { terraformProviderFolder } from "../../../support/terraformProvider";

/** The attributes of a resource in a state. */
export type Attributes = Record<string, unknown>;

/** A resource in a state. */
export interface StateResource {
    attributes: Attributes;
    isTainted: boolean;
}

/** The result of a command. */
export interface ConfigurationRun extends TofuRun {
    /** Both outputs, without the warning about a provider of development. */
    output: string;
}

/** A folder with a configuration, and the commands on it. */
export interface Configuration {
    folder: string;
    /** Writes the resources beside the provider's configuration. */
    write(resources: string): void;
    run(...args: string[]): Promise<ConfigurationRun>;
    plan(...args: string[]): Promise<ConfigurationRun>;
    apply(...args: string[]): Promise<ConfigurationRun>;
    /** Returns the resources of the state, by address. */
    state(): Record<string, StateResource>;
    /** Starts a command that a test can signal. */
    start(...args: string[]): { process: ChildProcess; ended: Promise<ConfigurationRun> };
}

export interface ConfigurationOptions extends SimulatorOptions {
    /** Lines of the provider's configuration. */
    settings?: string;
    /** The expression of the vault's URL; by default the URL itself. */
    url?: string;
    /** Environment variables of the commands. */
    env?: Record<string, string>;
}

/** Declares a suite that needs OpenTofu. */
export function describeTerraform(title: string, define: (this: Mocha.Suite) => void): void {
    const refused = findTofuProblem();
    if (refused !== undefined) {
        missing(`${title} (Terraform)`, refused);
        return;
    }
    describe(`${title} (Terraform)`, function () {
        // The first run on a machine builds OpenTofu, which takes about 6 minutes.
        this.timeout(1_800_000);
        define.call(this);
    });
}

/**
 * Starts a vault for a configuration. At the end no output, state or plan of the story has a secret, and no output has a
 * word of Pulumi.
 */
export async function withConfiguration(
    { settings = "", url, env = {}, ...options }: ConfigurationOptions,
    use: (vault: Simulator, configuration: Configuration) => Promise<void>,
): Promise<void> {
    const found = await getTofu();
    assert.ok("folder" in found, JSON.stringify(found));
    const provider = await terraformProviderFolder();
    await withVault(options, async (vault) => {
        const outputs: string[] = [];
        const configuration = createConfiguration(vault, found.folder, provider, { settings, url, env }, outputs);
        await use(vault, configuration);
        assertClean(vault, configuration.folder, outputs, env.TF_LOG !== undefined);
    });
}

function createConfiguration(
    vault: Simulator,
    tofuFolder: string,
    provider: string,
    { settings, url, env }: { settings: string; url: string | undefined; env: Record<string, string> },
    outputs: string[],
): Configuration {
    const folder = temporaryFolder("terraform");
    const environment = {
        ...tofuEnvironment(provider, folder, "pulumi-mysafe/mysafe"),
        SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        ...env,
    };
    const head = `terraform {
  required_providers {
    mysafe = { source = "pulumi-mysafe/mysafe" }
  }
}

provider "mysafe" {
  url       = ${url ?? JSON.stringify(vault.url)}
  client_id = "${vault.clientId}"
  ${settings}
}
`;

    function finished(run: TofuRun): ConfigurationRun {
        const all = `${run.stdout}\n${run.stderr}`;
        const output = all.replace(/Warning: Provider development overrides[\s\S]*?published\s+releases\.\n/g, "");
        outputs.push(output);
        return { ...run, output };
    }

    async function run(...args: string[]): Promise<ConfigurationRun> {
        return finished(await runTofu(tofuFolder, args, { cwd: folder, env: environment }));
    }

    return {
        folder,
        run,
        write(resources) {
            writeFileSync(join(folder, "main.tf"), `${head}\n${resources}`);
        },
        plan: (...args) => run("plan", "-no-color", "-input=false", "-detailed-exitcode", ...args),
        apply: (...args) => run("apply", "-no-color", "-input=false", "-auto-approve", ...args),
        state() {
            const { resources } = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8"));
            return Object.fromEntries(resources.flatMap(instancesOf));
        },
        start(...args) {
            const child = spawn(join(tofuFolder, fileName("tofu", process.platform)), args, {
                cwd: folder,
                env: environment,
                // A terminal sends the signal of Ctrl-C to the whole group.
                detached: true,
            });
            const parts: string[] = [];
            child.stdout.on("data", (data) => parts.push(String(data)));
            child.stderr.on("data", (data) => parts.push(String(data)));
            const ended = once(child, "close").then(([code]) =>
                finished({ exitCode: Number(code), stdout: parts.join(""), stderr: "" }),
            );
            return { process: child, ended };
        },
    };
}

interface StoredResource {
    mode: string;
    type: string;
    name: string;
    instances: { attributes: Attributes; status?: string; index_key?: unknown }[];
}

function instancesOf({ mode, type, name, instances }: StoredResource): [string, StateResource][] {
    return instances.map(({ attributes, status, index_key: key }) => {
        const address = `${mode === "data" ? "data." : ""}${type}.${name}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`;
        return [address, { attributes, isTainted: status === "tainted" }];
    });
}

function assertClean(vault: Simulator, folder: string, outputs: readonly string[], hasLog: boolean): void {
    const names = readdirSync(folder).filter((name) => /tfstate|\.plan$/.test(name));
    const written = [...outputs, ...names.flatMap((name) => textsOf(join(folder, name)))];
    const secrets = [vault.clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    const spellings = secrets.flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        ...["", `${vault.clientId}:`].map((before) => Buffer.from(before + secret).toString("base64")),
    ]);
    for (const text of written) {
        assert.ok(!spellings.some((spelling) => text.includes(spelling)), "a secret was written");
    }
    for (const output of hasLog ? [] : outputs) {
        const words = output.replaceAll("pulumi-mysafe/mysafe", "").match(/.*(?:pulumi|mysafe:|stack config).*/i);
        assert.equal(words, null, "an output has words of Pulumi");
    }
}

/** Returns the text of a state, or the texts of the files in a plan, which is a zip. */
function textsOf(file: string): string[] {
    const content = readFileSync(file);
    return file.endsWith(".plan")
        ? Object.values(unzipSync(content)).map((entry) => Buffer.from(entry).toString("latin1"))
        : [content.toString("utf8")];
}

/** Returns the passwords of a set's results with this status and outcome. The results have a group for each second. */
export function passwordsWith(results: unknown, status: string, outcome: string | null): string[] {
    const groups = (results ?? []) as Attributes[];
    return groups
        .filter((group) => group.status === status && group.outcome === outcome)
        .flatMap(({ identifiers }) => parseRanges(String(identifiers)))
        .sort();
}

/** Asserts that a command succeeded, with its output. */
export function succeeded(run: ConfigurationRun): ConfigurationRun {
    assert.equal(run.exitCode, 0, run.output);
    return run;
}

/** Asserts that a plan has changes, with its output. */
export function hasChanges(run: ConfigurationRun): ConfigurationRun {
    assert.equal(run.exitCode, 2, run.output);
    return run;
}

/** Asserts that a command failed with all these texts. */
export function failedWith(run: ConfigurationRun, ...texts: (string | RegExp)[]): ConfigurationRun {
    assert.equal(run.exitCode, 1, run.output);
    // A line that is too long continues on the next one.
    const output = run.output.replace(/\s+/g, " ");
    for (const text of texts) {
        assert.ok(typeof text === "string" ? output.includes(text) : text.test(output), `no ${text} in\n${run.output}`);
    }
    return run;
}

/** Returns the errors of an output, each with its summary, its place and its line of the configuration. */
export function errorsIn({ output }: ConfigurationRun): string[] {
    const blocks = output.split(/^(?=Error: |Warning: )/m).filter((block) => block.startsWith("Error: "));
    return blocks.map((block) => {
        const [, summary = ""] = /^Error: (.*)$/m.exec(block) ?? [];
        const [, line = ""] = /^\s+\d+: (.*)$/m.exec(block) ?? [];
        return `${summary} | ${line.trim()}`;
    });
}
