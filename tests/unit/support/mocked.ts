/** Declarations as a program makes them, in front of mocks in the engine's place. */
import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime";

/** What the programs of a spec have registered since they were last {@link play}ed. */
export const registered: MockResourceArgs[] = [];

/** Runs what follows as a preview or an update; `outputsOf` is what the engine gives back. */
export async function play(
    preview: boolean,
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
        preview,
    );
}

/** Ends what {@link play} began. */
export function endPlay(): void {
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
}

/** An output's value, once it is known. */
export function settled<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => output.apply(resolve));
}

/** Whether an output is known. */
export function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
    return (output as unknown as { isKnown: Promise<boolean> }).isKnown;
}
