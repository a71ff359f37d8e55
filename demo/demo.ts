/**
 * `npm start`: the main job from beginning to end, on a simulated vault and a real Pulumi engine. Exits with 1 when any
 * step does not show what it should.
 */
import { join } from "node:path";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { getEngine } from "../engine/engine";
import { createStack, type PulumiRun, type Stack } from "../engine/stack";
import { createNarrator, type Narrator } from "./narrator";

const program = join(__dirname, "..", "examples", "quickstart");
const identifierKey = "mysafe-quickstart:identifier";

/** What a step must have shown, as a sentence that is printed, and whether it did. */
type Shown = [claim: string, holds: boolean];

async function demonstrate(narrator: Narrator, vault: Simulator, stack: Stack): Promise<void> {
    async function step(title: string, args: string[], shown: (run: PulumiRun) => Shown[]): Promise<void> {
        narrator.step(title, `pulumi ${args.join(" ")}`);
        const run = await stack.run([...args, "--suppress-progress", ...narrator.colour], narrator.pulumi);
        for (const [claim, holds] of shown(run)) {
            narrator.claim(claim, holds);
        }
    }
    const active = (identifier: number) => vault.password(identifier).active;
    const disables = () => vault.count("disable");

    await step("A preview: the vault is asked, nothing is changed.", ["preview"], (run) => [
        ["one password to disable", run.exitCode === 0 && /PasswordDisablement former-dba create/.test(run.output)],
        ["password 312 is still active in the vault", active(312) && disables() === 0],
    ]);
    await step("The up: the password is disabled.", ["up", "--yes", "--skip-preview"], (run) => [
        ["password 312 is inactive in the vault", run.exitCode === 0 && !active(312)],
        ["the vault received one disable request", disables() === 1],
    ]);
    await step("A second up: nothing is left to do.", ["up", "--yes", "--skip-preview"], (run) => [
        ["nothing changed", run.exitCode === 0 && run.output.includes("2 unchanged")],
        ["the vault received no further one", disables() === 1],
    ]);
    vault.setActive(312, true);
    narrator.say("Somebody enables password 312 again, at the vault's own screen.");
    await step(
        "A refresh and an up: it is found active, and disabled again.",
        ["up", "--yes", "--refresh", "--skip-preview"],
        (run) => [
            ["its status was seen to change", run.exitCode === 0 && run.output.includes("password 312 is active: ")],
            ["password 312 is inactive in the vault again", !active(312) && disables() === 2],
        ],
    );
    await stack.configure(identifierKey, "9999");
    await step("A preview with an identifier that the vault does not have.", ["preview"], (run) => [
        ["refused with 1005, its cause and its solution", isRefusal(run, "1005: Password not found")],
        ["nothing was sent to disable it", disables() === 2],
    ]);
    await stack.configure(identifierKey, "404");
    await step("A preview with a password that this access key may not edit.", ["preview"], (run) => [
        ["refused with 1006, its cause and its solution", isRefusal(run, "1006: User does not have access")],
        ["password 404 is still active in the vault", active(404) && disables() === 2],
    ]);
}

function isRefusal(run: PulumiRun, words: string): boolean {
    return run.exitCode !== 0 && [words, "Cause: ", "Solution: "].every((text) => run.output.includes(text));
}

async function main(): Promise<void> {
    const narrator = createNarrator(process.stdout);
    narrator.say(
        "pulumi-mysafe: disables passwords in a MySafe vault, here a simulated one, with a real Pulumi engine.",
    );
    const engine = await getEngine();
    const vault = await startSimulator();
    narrator.say(`Vault: a simulator at ${vault.url}; password 312 is active.`);
    narrator.say("Program: examples/quickstart/index.ts, with a temporary stack.");
    let stack: Stack | undefined;
    try {
        stack = await createStack({
            engine,
            program,
            project: "mysafe-quickstart",
            name: "demo",
            config: { "mysafe:url": vault.url, "mysafe:clientId": vault.clientId, [identifierKey]: "312" },
            secrets: { "mysafe:clientSecret": vault.clientSecret },
        });
        await demonstrate(narrator, vault, stack);
    } finally {
        stack?.remove();
        await vault.close();
    }
    narrator.end();
    process.exitCode = narrator.failures === 0 ? 0 : 1;
}

main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
});
