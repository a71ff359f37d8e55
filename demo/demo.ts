/**
 * `npm start`: demonstrates the main use on a simulated vault and a real Pulumi engine. Exits with 1 if a claim of a
 * step does not hold.
 */
import { join } from "node:path";
import { type Simulator, startSimulator } from "mysafe-simulator";
import { getEngine } from "../engine/engine";
import { createStack, type PulumiRun, type Stack } from "../engine/stack";
import { createNarrator, type Narrator } from "./narrator";

const program = join(__dirname, "..", "examples", "quickstart");
const identifierKey = "mysafe-quickstart:identifier";

/** A printed sentence about the result of a step, and its truth. */
type Claim = [sentence: string, holds: boolean];

async function demonstrate(narrator: Narrator, vault: Simulator, stack: Stack): Promise<void> {
    async function step(title: string, args: string[], claims: (run: PulumiRun) => Claim[]): Promise<void> {
        narrator.step(title, `pulumi ${args.join(" ")}`);
        const run = await stack.run([...args, "--suppress-progress", ...narrator.colour], narrator.pulumi);
        for (const [sentence, holds] of claims(run)) {
            narrator.claim(sentence, holds);
        }
    }
    const active = (identifier: number) => vault.password(identifier).active;
    const disables = () => vault.count("disable");

    await step("A preview checks the password in the vault and changes nothing.", ["preview"], (run) => [
        [
            "the preview plans to disable one password",
            run.exitCode === 0 && /PasswordDisablement former-dba create/.test(run.output),
        ],
        ["password 312 is still active in the vault", active(312) && disables() === 0],
    ]);
    await step("An up disables the password.", ["up", "--yes", "--skip-preview"], (run) => [
        ["password 312 is inactive in the vault", run.exitCode === 0 && !active(312)],
        ["the vault received one disable request", disables() === 1],
    ]);
    await step("A second up has nothing to do.", ["up", "--yes", "--skip-preview"], (run) => [
        ["nothing changed", run.exitCode === 0 && run.output.includes("2 unchanged")],
        ["the vault received no further disable request", disables() === 1],
    ]);
    vault.setActive(312, true);
    narrator.line("A person enables password 312 again in the vault's own interface.");
    await step(
        "An up with a refresh detects that and disables the password again.",
        ["up", "--yes", "--refresh", "--skip-preview"],
        (run) => [
            [
                "the refresh detected the active password",
                run.exitCode === 0 && /password 312 .+ was re-enabled in the vault/.test(run.output),
            ],
            ["password 312 is inactive in the vault again", !active(312) && disables() === 2],
        ],
    );
    await stack.configure(identifierKey, "9999");
    await step("A preview rejects an identifier that the vault does not have.", ["preview"], (run) => [
        ["the error has the code 1005, its cause and its solution", isRejected(run, "1005: Password not found")],
        ["the vault received no further disable request", disables() === 2],
    ]);
    await stack.configure(identifierKey, "404");
    await step("A preview rejects a password that this access key may not edit.", ["preview"], (run) => [
        ["the error has the code 1006, its cause and its solution", isRejected(run, "1006: User does not have access")],
        ["password 404 is still active in the vault", active(404) && disables() === 2],
    ]);
}

function isRejected(run: PulumiRun, message: string): boolean {
    return run.exitCode !== 0 && [message, "Cause: ", "Solution: "].every((text) => run.output.includes(text));
}

async function main(): Promise<void> {
    const narrator = createNarrator(process.stdout);
    narrator.line(
        "pulumi-mysafe disables passwords in a MySafe vault: here a simulated vault and a real Pulumi engine.",
    );
    const engine = await getEngine();
    const vault = await startSimulator();
    narrator.line(`Vault: a simulator at ${vault.url}; password 312 is active.`);
    narrator.line("Program: examples/quickstart/index.ts, with a temporary stack.");
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
