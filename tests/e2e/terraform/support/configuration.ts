/** Runs OpenTofu with the Terraform provider on a configuration of a test, against a vault. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import { findTofuProblem, getTofu } from "../../../../bench/tofu/build";
import { environmentWithSettings } from "../../../../bench/tofu/environment";
import { fileName } from "../../../../engine/onPath";
import { bundleProgram } from "../../../../release/bundleProgram";
import { terraformProvider } from "../../../../release/programs";
import { missing } from "../../../support/missing";
import { runFolder } from "../../../support/runFolder";
import { runTofu, type TofuRun } from "../../../support/runTofu";
import { withVault } from "../../../support/story";
import { temporaryFolder } from "../../../support/temporaryFolder";

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
    { settings = "", env = {}, ...options }: ConfigurationOptions,
    use: (vault: Simulator, configuration: Configuration) => Promise<void>,
): Promise<void> {
    const found = await getTofu();
    assert.ok("folder" in found, JSON.stringify(found));
    const provider = await providerFolder();
    await withVault(options, async (vault) => {
        const outputs: string[] = [];
        const configuration = createConfiguration(vault, found.folder, provider, { settings, env }, outputs);
        await use(vault, configuration);
        assertClean(vault, configuration.folder, outputs);
    });
}

function createConfiguration(
    vault: Simulator,
    tofuFolder: string,
    provider: string,
    { settings, env }: { settings: string; env: Record<string, string> },
    outputs: string[],
): Configuration {
    const folder = temporaryFolder("terraform");
    const override = `dev_overrides {\n    "pulumi-mysafe/mysafe" = ${JSON.stringify(provider)}\n  }\n  direct {}`;
    const environment = {
        ...environmentWithSettings(folder, `provider_installation {\n  ${override}\n}\n`),
        SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        ...env,
    };
    const head = `terraform {
  required_providers {
    mysafe = { source = "pulumi-mysafe/mysafe" }
  }
}

provider "mysafe" {
  url       = "${vault.url}"
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

/** Returns the folder of the provider, bundled once for a test run. */
function providerFolder(): Promise<string> {
    return runFolder("terraform-provider", async (folder) => {
        const { code } = await bundleProgram(terraformProvider);
        writeFileSync(join(folder, "provider.cjs"), code);
        const script = `#!/bin/sh\nexec "${process.execPath}" "${join(folder, "provider.cjs")}"\n`;
        writeFileSync(join(folder, "terraform-provider-mysafe"), script, { mode: 0o755 });
    });
}

function assertClean(vault: Simulator, folder: string, outputs: readonly string[]): void {
    const files = ["terraform.tfstate", "terraform.tfstate.backup", "saved.plan"]
        .map((name) => join(folder, name))
        .filter((file) => existsSync(file));
    const written = [...outputs, ...files.map((file) => readFileSync(file, "latin1"))];
    const secrets = [vault.clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
    for (const text of written) {
        assert.ok(!secrets.some((secret) => text.includes(secret)), "a secret was written");
    }
    for (const output of outputs) {
        const words = output.replaceAll("pulumi-mysafe/mysafe", "").match(/.*(?:pulumi|mysafe:|stack config).*/i);
        assert.equal(words, null, "an output has words of Pulumi");
    }
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
