/** `npm run bench`: measures all forms in one run and writes the page, its data and its picture. */
import { join } from "node:path";
import { getEngine } from "../engine/engine";
import { terraformProvider } from "../release/programs";
import { nodeFolder } from "../tests/support/nodes";
import { profileCalls } from "./callProfile";
import { collect } from "./collect";
import { type BenchOptions, help, readCommandLine } from "./commandLine";
import { curlSubject } from "./curlSubject";
import { runCycle } from "./cycle";
import { type FormName, isOfTofu } from "./forms";
import { describeMachine } from "./machine";
import { type Cycle, estimateSeconds, planCycles } from "./plan";
import { type PulumiTools, pulumiSubject, pulumiTools } from "./pulumiSubject";
import { releasedProgram } from "./releasedProgram";
import { write } from "./report/write";
import type { Results } from "./results";
import { measurePluginStartUps, measureStartUps } from "./startUp";
import type { Subject } from "./subject";
import { getTofu } from "./tofu/build";
import { type TofuTools, tofuSubject } from "./tofuSubject";
import { startVault, type Vault } from "./vault";
import { versionsOf } from "./versions";

const log = (line: string) => process.stderr.write(`bench: ${line}\n`);
const minutes = (seconds: number) => `${Math.max(1, Math.round(seconds / 60))} min`;

/** The programs that run the forms. */
interface Tools {
    pulumi: PulumiTools;
    tofu: TofuTools;
}

async function main(options: BenchOptions): Promise<void> {
    const engine = await getEngine();
    const planned = planCycles(options);
    const isPlanned = (prefix: string) => planned.some(({ form }) => form.startsWith(prefix));
    const tofu = planned.some(({ form }) => isOfTofu(form)) ? await getTofu() : { folder: "" };
    const skipped = findSkipped(planned, "reason" in tofu ? tofu.reason : undefined, options.restProvider);
    const cycles = planned.filter(({ form }) => !skipped.some((one) => one.form === form));
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
        tofu: {
            folder: "folder" in tofu ? tofu.folder : "",
            restProvider: options.restProvider,
            mysafeFolder: isPlanned("terraform") ? (await releasedProgram(terraformProvider)).folder : "",
        },
    };
    let results: Results = {
        measuredAt: new Date().toISOString(),
        machine: describeMachine(),
        versions: versionsOf(engine, node, options.restProvider),
        cells: [],
        pluginStartUpsMs: isPlanned("plugin") ? await measurePluginStartUps(10) : [],
        startUps: isPlanned("set") ? await measureStartUps(10, node) : [],
        skipped,
        ...(isPlanned("set") && !options.quick ? { callProfile: await profileCalls(node) } : {}),
    };
    // A first run of each form warms the file cache, so that no form has cold reads in its times.
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
    write(results, options.out, options.quick);
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
    if (isOfTofu(form)) {
        return tofuSubject(form, vault, tools.tofu);
    }
    return form.startsWith("curl") ? curlSubject(form, vault) : pulumiSubject(form, vault, tools.pulumi);
}

/** Returns the planned forms that cannot run, with the reason. */
function findSkipped(
    planned: readonly Cycle[],
    tofuReason: string | undefined,
    restProvider: string | undefined,
): Results["skipped"] {
    return [...new Set(planned.map(({ form }) => form))].filter(isOfTofu).flatMap((form) => {
        const why = form === "tofu-newest" && restProvider === undefined ? "--rest-provider is not set" : tofuReason;
        return why === undefined ? [] : [{ form, why }];
    });
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
