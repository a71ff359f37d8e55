import assert from "node:assert/strict";
import { isInlineProgram, isRunByLanguageHost, startFolder } from "../../../provider/src/dynamic/programProcess";
import { asProgram, setMonitorAddress } from "../support/programProcess";

describe("the process of a program", () => {
    for (const [script, expected] of [
        ["/p/node_modules/@pulumi/pulumi/cmd/run/index.js", true],
        ["C:\\p\\node_modules\\@pulumi\\pulumi\\cmd\\run\\index.js", true],
        ["/p/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js", false],
        ["/srv/run/index.js", false],
    ] as const) {
        it(`is ${expected ? "" : "not "}run by the language host with the script ${script}`, async () => {
            assert.equal(await asProgram({ script }, isRunByLanguageHost), expected);
        });
    }

    it("is that of an inline program if the run has the address of an engine, and no script of the SDK", async () => {
        const isInline = (address: string, script?: string) =>
            asProgram(script ? { script } : {}, () => {
                setMonitorAddress(address);
                return isInlineProgram();
            });
        assert.equal(await isInline("127.0.0.1:1", "/srv/service.js"), true);
        assert.equal(await isInline("mock", "/srv/service.js"), false);
        assert.equal(await isInline("127.0.0.1:1"), false);
    });

    it("started in the folder of the argument --pwd, or else in its current one", async () => {
        for (const [commandLine, folder] of [
            [["node", "index.js", "--pwd", "/p/programs", "."], "/p/programs"],
            [["node", "index.js", "--pwd=/p/programs", "."], "/p/programs"],
            [["node", "index.js", "--pwdx", "/p"], process.cwd()],
            [[], process.cwd()],
        ] as const) {
            assert.equal(await asProgram({ commandLine: [...commandLine] }, startFolder), folder);
        }
    });

    it("is described by the report of Node, which has the arguments", () => {
        assert.equal(startFolder(), process.cwd());
    });
});
