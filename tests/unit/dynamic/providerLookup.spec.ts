import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { refusePlugAndPlay, requireProvider } from "../../../provider/src/dynamic/providerLookup";
import { logged, startProgram } from "../support/mockEngine";
import { asProgram, type FakeProcess, setMonitorAddress } from "../support/programProcess";

const resource = 'PasswordDisablement "former-dba"';

/** Returns the message of the error for two resources of a program, which must be the same but for the name. */
function refusalIn(fake: FakeProcess): Promise<string | undefined> {
    return asProgram(fake, () => {
        const [first, second] = [resource, 'NoteDisablement "other"'].map((name) =>
            messageOf(() => requireProvider(name)),
        );
        assert.equal(second, first?.replace(resource, 'NoteDisablement "other"'));
        return first;
    });
}

/** Returns the message of an error, which must be for the user and have no stack trace. */
function messageOf(action: () => void): string | undefined {
    try {
        action();
        return undefined;
    } catch (error) {
        assert.ok(RunError.isInstance(error));
        assert.equal(error.stack, error.message);
        return error.message;
    }
}

describe("the lookup of the provider's process", () => {
    let without: string;
    let having: string;

    before(() => {
        const root = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-mysafe-")));
        without = join(root, "without");
        having = join(root, "having", "programs", "offboarding");
        mkdirSync(without);
        mkdirSync(having, { recursive: true });
        mkdirSync(join(root, "having", "node_modules"));
        const installed = join(__dirname, "..", "..", "..", "provider");
        symlinkSync(installed, join(root, "having", "node_modules", "pulumi-mysafe"), "junction");
    });
    after(() => rmSync(join(without, ".."), { recursive: true }));

    it("refuses each resource of a program in a folder without the package", async () => {
        const message = await refusalIn({ folder: without });
        const [summary, cause, solution, ...others] = message?.split("\n") ?? [];
        assert.equal(summary, `${resource}: Pulumi's provider process cannot load pulumi-mysafe from ${without}`);
        assert.match(
            cause ?? "",
            /^Cause: a library or a link loads it from \S.*provider\. No node_modules folder of the program has it\.$/,
        );
        assert.equal(
            solution,
            "Solution: add pulumi-mysafe to the dependencies of the program's own package.json, and install it.",
        );
        assert.deepEqual(others, []);
    });

    it("accepts a program below a folder with the package", async () => {
        assert.equal(await refusalIn({ folder: having }), undefined);
    });

    it("looks in the folder where a program started, also after it has left that", async () => {
        assert.equal(
            await refusalIn({ folder: without, commandLine: ["node", "run", "--pwd", having, "."] }),
            undefined,
        );
        const message = await refusalIn({ folder: tmpdir(), commandLine: ["node", "run", `--pwd=${without}`, "."] });
        assert.match(message ?? "", new RegExp(`cannot load pulumi-mysafe from ${without}\n`));
    });

    it("warns in an inline program, whose settings can name another folder, and once in a run", async () => {
        for (const [folder, warnings] of [
            [without, 1],
            [having, 0],
        ] as const) {
            const lines = await logged("warn", () =>
                asProgram({ script: "/srv/service.js", folder }, () => {
                    setMonitorAddress("127.0.0.1:1");
                    requireProvider(resource);
                    requireProvider(resource);
                }),
            );
            assert.equal(lines.length, warnings);
            assert.ok(
                lines.every((line) => line.includes(`from ${folder}\nCause: `) && line.includes("Or set `main` in")),
                lines[0],
            );
        }
    });

    it("does not look in front of a mock of the engine", async () => {
        await startProgram("preview");
        const lines = await logged("warn", () =>
            asProgram({ script: "/bin/mocha.js", folder: without, isPlugAndPlay: true }, () => {
                setMonitorAddress("mock");
                requireProvider(resource);
                refusePlugAndPlay("getPasswords()");
            }),
        );
        assert.deepEqual(lines, []);
    });
});

describe("Yarn's Plug'n'Play", () => {
    const message = [
        "Cause: this package needs `require` for ES modules, which Plug'n'Play breaks in some versions of Node.",
        "Solution: set `nodeLinker: node-modules` in .yarnrc.yml, and run `yarn install`.",
    ].join("\n");

    it("is refused for each resource and each search of a program", async () => {
        await asProgram({ isPlugAndPlay: true }, () => {
            for (const [subject, refuse] of [
                [resource, requireProvider],
                ["getPasswords()", refusePlugAndPlay],
            ] as const) {
                assert.equal(
                    messageOf(() => refuse(subject)),
                    `${subject}: pulumi-mysafe does not support Yarn Plug'n'Play\n${message}`,
                );
            }
        });
    });

    it("is refused in an inline program", async () => {
        await asProgram({ script: "/srv/service.js", isPlugAndPlay: true }, () => {
            setMonitorAddress("127.0.0.1:1");
            assert.match(messageOf(() => requireProvider(resource)) ?? "", /does not support Yarn Plug'n'Play\n/);
        });
    });

    it("is not assumed without Yarn's hooks", async () => {
        assert.equal(await asProgram({}, () => messageOf(() => refusePlugAndPlay("getPasswords()"))), undefined);
    });
});
