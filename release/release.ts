/** `npm run release`: writes the archives from which Pulumi installs the plugin, one for each platform. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { targetOf, targets } from "./targets";
import { writeRelease } from "./writeRelease";

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            platform: { type: "string", multiple: true, default: targets.map(({ name }) => name) },
            out: { type: "string", default: join(__dirname, "dist") },
        },
    });
    const out = resolve(values.out);
    await writeRelease(values.platform.map(targetOf), out, console.log);
    console.log(`Written to ${out}, with SHA256SUMS.`);
}

main().catch((error: Error) => {
    console.error(`release: ${error.message}`);
    process.exitCode = 1;
});
