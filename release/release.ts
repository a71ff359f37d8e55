/** `npm run release`: writes the archives of the programs that Pulumi, Terraform and OpenTofu install. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { programs } from "./programs";
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
    await writeRelease(programs, values.platform.map(targetOf), out, console.log);
    console.log(`Written to ${out}, with their checksums.`);
}

main().catch((error: Error) => {
    console.error(`release: ${error.message}`);
    process.exitCode = 1;
});
