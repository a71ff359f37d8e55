/** Reads what `npm run bench` is told. */
import { parseArgs } from "node:util";
import { type NodeMajor, nodeMajors } from "../tests/support/nodes";
import { type FormName, formOf, forms } from "./forms";

/** What is measured, and where it is written. */
export interface BenchOptions {
    sizes: number[];
    latenciesMs: number[];
    forms: FormName[];
    /** How often what a bound is about is measured; the rest is measured once. */
    rounds: number;
    /** The major version of Node that Pulumi runs programs and providers with. */
    node: NodeMajor;
    /** The page to write, beside which its data and picture go; undefined when the run is partial and none was named. */
    out?: string;
}

/** The sizes of a whole run. One password shows what a command costs before its work. */
export const allSizes = [1, 10, 100, 1_000, 10_000];

/** The latencies of a whole run, in milliseconds. */
export const allLatenciesMs = [0, 30];

/** What `--help` says. */
export const help = `npm run bench -- [--sizes 10,100] [--latencies 0,30] [--forms set,curl] [--rounds 3] [--node 24] [--out FILE]

Measures all forms side by side and writes bench/RESULTS.md, with results.json and results.svg beside it.
With --sizes, --latencies or --forms it measures a part, which it prints, and writes only where --out says.
--node says which Node Pulumi runs with: ${nodeMajors.join(", ")}; it is fetched with npm where it is not the running one.
Forms: ${forms.map((form) => form.name).join(", ")}
`;

/** Reads the arguments. @param page where a whole run is written. @throws Error that says what is wrong with them. */
export function readCommandLine(args: string[], page: string): BenchOptions | "help" {
    const { values } = parseArgs({
        args,
        options: {
            sizes: { type: "string" },
            latencies: { type: "string" },
            forms: { type: "string" },
            rounds: { type: "string", default: "3" },
            node: { type: "string", default: "24" },
            out: { type: "string" },
            help: { type: "boolean", default: false },
        },
    });
    if (values.help) {
        return "help";
    }
    const partial = values.sizes !== undefined || values.latencies !== undefined || values.forms !== undefined;
    return {
        sizes: numbers("sizes", values.sizes, 1) ?? allSizes,
        latenciesMs: numbers("latencies", values.latencies, 0) ?? allLatenciesMs,
        forms: values.forms?.split(",").map((name) => formOf(name.trim()).name) ?? forms.map((form) => form.name),
        rounds: numbers("rounds", values.rounds, 1)?.[0] ?? 3,
        node: nodeMajor(values.node),
        out: values.out ?? (partial ? undefined : page),
    };
}

function nodeMajor(text: string): NodeMajor {
    const major = nodeMajors.find((one) => String(one) === text);
    if (major === undefined) {
        throw new Error(`--node takes one of ${nodeMajors.join(", ")}, not "${text}"`);
    }
    return major;
}

function numbers(option: string, text: string | undefined, least: number): number[] | undefined {
    const all = text?.split(",").map((word) => (/^\s*\d+\s*$/.test(word) ? Number(word) : Number.NaN));
    if (all?.some((number) => !(number >= least))) {
        throw new Error(`--${option} takes whole numbers from ${least}, with commas between them, not "${text}"`);
    }
    return all;
}
