/** Programs that run in front of a mock of the engine. */
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";

/** The resources that the current program registered. */
export const registered: MockResourceArgs[] = [];

/** Begins a program in a preview or an update, with `outputsOf` for the outputs of a resource. */
export async function startProgram(
    phase: "preview" | "update",
    outputsOf: (args: MockResourceArgs) => Record<string, unknown> = ({ inputs }) => inputs,
): Promise<void> {
    registered.length = 0;
    await pulumi.runtime.setMocks(
        {
            newResource(args) {
                registered.push(args);
                return { id: args.name, state: outputsOf(args) };
            },
            call: () => ({}),
        },
        "project",
        "stack",
        phase === "preview",
    );
}

/** Ends the program of {@link startProgram}. */
export function endProgram(): void {
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
}

/** Waits until all resources of the program are registered and its last actions have run. */
export function programEnded(): Promise<void> {
    return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

/** Returns the inputs of the last registered resource, without the hidden ones. */
export function lastInputs(): Record<string, unknown> {
    const inputs: Record<string, unknown> = registered.at(-1)?.inputs ?? {};
    return Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
}

/** Returns the value of a known output. */
export function outputValue<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}

/** Returns true for a known output. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
    return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}

/** Runs an action and returns what it logs with a method of the console. */
export async function logged(method: "warn" | "error", action: () => Promise<unknown>): Promise<string[]> {
    const lines: string[] = [];
    const original = console[method];
    console[method] = (line: string) => lines.push(line);
    try {
        await action();
    } finally {
        console[method] = original;
    }
    return lines;
}
