import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The output of a call of the fake CLI, or its error message. */
export type FakeAnswer = string | { error: string };

/**
 * Writes a fake Pulumi CLI into a folder.
 *
 * @param answers The answers by the beginning of the arguments that the caller chooses, or by `export NAME` for a stack.
 */
export function writeFakePulumi(folder: string, answers: Readonly<Record<string, FakeAnswer>>): void {
    const cases = Object.entries(answers).map(([call, answer], index) => {
        const file = join(folder, `answer-${index}`);
        writeFileSync(file, typeof answer === "string" ? answer : `error: ${answer.error}\n`);
        const stack = /^export (.*)$/.exec(call)?.[1];
        const pattern = stack === undefined ? `"${call}"*` : `"stack export"*"--stack ${stack}"`;
        return `${pattern}) /bin/cat '${file}' ${typeof answer === "string" ? "" : ">&2; exit 255"} ;;`;
    });
    writeFileSync(join(folder, "pulumi"), `#!/bin/sh\ncase "$*" in\n${cases.join("\n")}\n*) exit 9 ;;\nesac\n`);
    chmodSync(join(folder, "pulumi"), 0o755);
}
