/** `npm run everyVault` previews all stacks of this project. If no preview fails, it updates each. */
import { LocalWorkspace, type OutputMap, Stack } from "@pulumi/pulumi/automation";

async function main(): Promise<void> {
    const workspace = await LocalWorkspace.create({ workDir: __dirname });
    const stacks: Stack[] = [];
    for (const { name } of await workspace.listStacks()) {
        stacks.push(await Stack.select(name, workspace));
    }
    if (stacks.length === 0) {
        throw new Error("This project has no stack. Make one for each vault: pulumi stack init head-office");
    }

    // Preview all stacks before the first update, so that an error in one vault leaves the others unchanged.
    const refused = await eachOf(stacks, (stack) => stack.preview(display));
    if (refused.length > 0) {
        throw new Error(`Nothing was changed in any vault: the preview of ${refused.join(" and ")} failed, see above.`);
    }

    // Update the other vaults when one fails. The next run repeats only what failed.
    const failed = await eachOf(stacks, (stack) => stack.up(display));
    for (const stack of stacks) {
        const end = failed.includes(stack.name) ? "failed, see above" : describe(await stack.outputs());
        console.log(`${stack.name}: ${end}`);
    }
    process.exitCode = failed.length > 0 ? 1 : 0;
}

const display = {
    suppressProgress: true,
    onOutput: (text: string) => process.stdout.write(text),
    onError: (text: string) => process.stderr.write(text),
};

/** Runs a command on each stack, one after another. Returns the names of the stacks where it failed. */
async function eachOf(stacks: readonly Stack[], run: (stack: Stack) => Promise<unknown>): Promise<string[]> {
    const failed: string[] = [];
    for (const stack of stacks) {
        console.log(`\n== ${stack.name}`);
        try {
            await run(stack);
        } catch {
            // The engine has printed the error.
            failed.push(stack.name);
        }
    }
    return failed;
}

function describe({ vault, disabled }: OutputMap): string {
    return `${disabled?.value} inactive in ${vault?.value}`;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
