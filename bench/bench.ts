/** `npm run bench`: measures all forms in one run and writes the page, its data and its picture. */
import { join } from "node:path";
import { getEngine } from "../engine/engine";
import { nodeFolder } from "../tests/support/nodes";
import { collect } from "./collect";
import { type BenchOptions, help, readCommandLine } from "./commandLine";
import { curlSubject } from "./curlSubject";
import { runCycle } from "./cycle";
import type { FormName } from "./forms";
import { describeMachine } from "./machine";
import { type Cycle, estimateSeconds, planCycles } from "./plan";
import { type PulumiTools, pulumiSubject, pulumiTools } from "./pulumiSubject";
import { write } from "./report/write";
import type { Results } from "./results";
import { measurePluginStartUps, measureStartUps } from "./startUp";
import type { Subject } from "./subject";
import { getTofu } from "./tofu/build";
import { tofuSubject } from "./tofuSubject";
import { startVault, type Vault } from "./vault";
import { versionsOf } from "./versions";

const log = (line: string) => process.stderr.write(`bench: ${line}\n`);
const minutes = (seconds: number) => `${Math.max(1, Math.round(seconds / 60))} min`;

/** The programs that run the forms. */
interface Tools {
    pulumi: PulumiTools;
    tofuFolder: string;
}

async function main(options: BenchOptions): Promise<void> {
    const engine = await getEngine();
    const tofu = options.forms.some((form) => form.startsWith("tofu")) ? await getTofu() : { reason: "not selected" };
    const skipped = missing(options, "reason" in tofu ? tofu.reason : undefined);
    const cycles = planCycles({ ...options, forms: options.forms.filter((form) => !isIn(skipped, form)) });
    const total = cycles.reduce((sum, cycle) => sum + estimateSeconds(cycle), 0);
    for (const { form, why } of skipped) {
        log(`${form} is skipped: ${why}`);
    }
    log(
        `${cycles.length} cycles, about ${minutes(total)} on two cores; other work on this machine distorts the results`,
    );
    const folderOfNode = await nodeFolder(options.node);
    const node = join(folderOfNode, "node");
    const tools = {
        pulumi: await pulumiTools(engine, folderOfNode),
        tofuFolder: "folder" in tofu ? tofu.folder : "",
    };
    let results: Results = {
        measuredAt: new Date().toISOString(),
        machine: describeMachine(),
        versions: versionsOf(engine, node),
        cells: [],
        pluginStartUpsMs: options.forms.some((form) => form.startsWith("plugin"))
            ? await measurePluginStartUps(10)
            : [],
        startUps: options.forms.includes("set") ? await measureStartUps(10, node) : [],
        skipped,
    };
    // A first run of each form warms the file cache, so that no form pays for cold reads.
    for (const form of new Set(cycles.map((cycle) => cycle.form))) {
        await run({ form, size: 1, latencyMs: 0, round: 0 }, tools);
    }
    let left = total;
    for (const [index, cycle] of cycles.entries()) {
        const { form, size, latencyMs } = cycle;
        const steps = await run(cycle, tools);
        results = { ...results, cells: collect(results.cells, cycle, steps) };
        left -= estimateSeconds(cycle);
        const outcomes = steps.map(
            (step) => `${step.operation} ${"run" in step ? seconds(step.run.seconds) : "FAILED"}`,
        );
        log(
            `${index + 1}/${cycles.length} ${form} ${size}, ${latencyMs} ms: ${outcomes.join(", ")}; ${minutes(left)} left`,
        );
        for (const step of steps) {
            if ("failed" in step) {
                log(step.failed);
            }
        }
        if (options.out !== undefined) {
            // Written after each cycle, so that an aborted run keeps its measurements.
            write(results, options.out);
        }
    }
    write(results, options.out);
    if (options.out !== undefined) {
        log(`written: ${options.out}`);
    }
}

async function run(cycle: Cycle, tools: Tools) {
    const vault = await startVault(cycle.size, cycle.latencyMs);
    try {
        const subject = await prepare(cycle.form, vault, tools);
        try {
            return await runCycle(cycle.form, subject, vault);
        } finally {
            subject.remove();
        }
    } finally {
        await vault.stop();
    }
}

async function prepare(form: FormName, vault: Vault, tools: Tools): Promise<Subject> {
    if (form.startsWith("tofu")) {
        return tofuSubject(form, vault, tools.tofuFolder);
    }
    return form.startsWith("curl") ? curlSubject(form, vault) : pulumiSubject(form, vault, tools.pulumi);
}

function missing(options: BenchOptions, tofuReason: string | undefined): Results["skipped"] {
    return options.forms
        .filter((form) => form.startsWith("tofu"))
        .flatMap((form) => (tofuReason === undefined ? [] : [{ form, why: tofuReason }]));
}

function isIn(skipped: Results["skipped"], form: FormName): boolean {
    return skipped.some((one) => one.form === form);
}

function seconds(value: number): string {
    return `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

const options = readCommandLine(process.argv.slice(2), join(__dirname, "RESULTS.md"));
if (options === "help") {
    process.stdout.write(help);
} else {
    main(options).catch((error: Error) => {
        log(error.message);
        process.exitCode = 1;
    });
}
