/** Parses the command line of `npm run bench`. */
import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type NodeMajor, nodeMajors } from "../tests/support/nodes";
import { type FormName, formOf, forms } from "./forms";

/** The selection of measurements, and their output. */
export interface BenchOptions {
    sizes: number[];
    latenciesMs: number[];
    forms: FormName[];
    /** The number of measurements of a bounded cell. All other cells are measured once. */
    rounds: number;
    /** The major version of Node that Pulumi runs programs and providers with. */
    node: NodeMajor;
    /** The executable of another version of the REST provider. */
    restProvider?: string | undefined;
    /** True for the main ratios alone. */
    quick: boolean;
    /** The page to write, with its data and picture beside it. Undefined for a partial run without `--out`. */
    out?: string;
}

/** The sizes of a full run. One password shows the fixed cost of a command. */
export const allSizes = [1, 10, 100, 1_000, 10_000];

/** The latencies of a full run, in milliseconds. */
export const allLatenciesMs = [0, 30];

/** The output of `--help`. */
export const help = `npm run bench -- [--quick] [--rest-provider FILE] [--node 24] [--rounds 3] [--out FILE]
                 [--sizes 10,100] [--latencies 0,30] [--forms set,curl]

Measures all forms side by side and writes bench/RESULTS.md, with results.json and results.svg beside it.
--quick measures the main ratios in some three minutes and prints them.
With --sizes, --latencies or --forms it measures a part, prints it, and writes only to the file of --out.
--rest-provider names the executable for the form tofu-newest: terraform-provider-restapi_v3.0.0, built from its source.
--node selects the Node that runs Pulumi: ${nodeMajors.join(", ")}. npm downloads any but the running one.
Forms: ${forms.map((form) => form.name).join(", ")}
`;

/** Parses the arguments. @param page The page of a full run. @throws Error that names the invalid option. */
export function readCommandLine(args: string[], page: string): BenchOptions | "help" {
    const { values } = parseArgs({
        args,
        options: {
            sizes: { type: "string" },
            latencies: { type: "string" },
            forms: { type: "string" },
            rounds: { type: "string", default: "3" },
            node: { type: "string", default: "24" },
            quick: { type: "boolean", default: false },
            "rest-provider": { type: "string" },
            out: { type: "string" },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        return "help";
    }
    const selected = ["sizes", "latencies", "forms"].filter((option) => option in values);
    if (values.quick && selected.length > 0) {
        throw new Error(`--quick has its own selection: leave out --${selected.join(", --")}`);
    }
    const partial = values.quick || selected.length > 0;
    return {
        sizes: numbers("sizes", values.sizes, 1) ?? allSizes,
        latenciesMs: numbers("latencies", values.latencies, 0) ?? allLatenciesMs,
        forms: values.forms?.split(",").map((name) => formOf(name.trim()).name) ?? forms.map((form) => form.name),
        rounds: numbers("rounds", values.rounds, 1)?.[0] ?? 3,
        node: nodeMajor(values.node),
        quick: values.quick,
        restProvider: restProvider(values["rest-provider"]),
        out: values.out ?? (partial ? undefined : page),
    };
}

/** Checks the name, since OpenTofu looks for such a file in its folder. */
function restProvider(file: string | undefined): string | undefined {
    if (file !== undefined && !(/^terraform-provider-restapi_v[\d.]+$/.test(basename(file)) && existsSync(file))) {
        throw new Error(`--rest-provider must be a file terraform-provider-restapi_v3.0.0, not "${file}"`);
    }
    return file === undefined ? undefined : resolve(file);
}

function nodeMajor(text: string): NodeMajor {
    const major = nodeMajors.find((one) => String(one) === text);
    if (major === undefined) {
        throw new Error(`--node must be one of ${nodeMajors.join(", ")}, not "${text}"`);
    }
    return major;
}

function numbers(option: string, text: string | undefined, least: number): number[] | undefined {
    const all = text?.split(",").map((word) => (/^\s*\d+\s*$/.test(word) ? Number(word) : Number.NaN));
    if (all?.some((number) => !(number >= least))) {
        throw new Error(`--${option} must be whole numbers from ${least}, separated by commas, not "${text}"`);
    }
    return all;
}
