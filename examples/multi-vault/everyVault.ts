/** `npm run everyVault`: previews every stack of this project, then, if no vault refuses anything, updates each. */
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

    // All are asked before any is changed: a wrong identifier of one vault is told before the other is touched.
    const refused = await eachOf(stacks, (stack) => stack.preview(display));
    if (refused.length > 0) {
        throw new Error(`Nothing was changed in any vault: the preview of ${refused.join(" and ")} failed, see above.`);
    }

    // A vault that fails now does not keep the others from being updated. Run it again: it does what is left.
    const failed = await eachOf(stacks, (stack) => stack.up(display));
    for (const stack of stacks) {
        const end = failed.includes(stack.name) ? "failed, see above" : told(await stack.outputs());
        console.log(`${stack.name}: ${end}`);
    }
    process.exitCode = failed.length > 0 ? 1 : 0;
}

const display = {
    suppressProgress: true,
    onOutput: (text: string) => process.stdout.write(text),
    onError: (text: string) => process.stderr.write(text),
};

/** Runs a command on each stack, one after another, and answers the names of those on which it failed. */
async function eachOf(stacks: readonly Stack[], run: (stack: Stack) => Promise<unknown>): Promise<string[]> {
    const failed: string[] = [];
    for (const stack of stacks) {
        console.log(`\n== ${stack.name}`);
        try {
            await run(stack);
        } catch {
            // The engine has printed why.
            failed.push(stack.name);
        }
    }
    return failed;
}

function told({ vault, disabled }: OutputMap): string {
    return `${disabled?.value} inactive in ${vault?.value}`;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
