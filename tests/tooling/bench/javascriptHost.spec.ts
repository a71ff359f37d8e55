import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { javascriptHost } from "../../../bench/javascriptHost";
import { temporaryFolder } from "../../support/packedProject";

/** Returns the folder of an engine whose language host prints its flags or its arguments. */
function engineWith(flags: string): string {
    const folder = temporaryFolder("an engine's");
    const script = `#!/bin/sh\nif [ "$1" = -help ]; then echo "${flags}" >&2; exit 2; fi\necho "$@"\n`;
    writeFileSync(join(folder, "pulumi-language-nodejs"), script, { mode: 0o755 });
    return folder;
}

describe("the bench's language host", () => {
    before(function () {
        if (process.platform === "win32") {
            this.skip();
        }
    });

    it("gets the option of Pulumi.yaml as a flag before the engine's arguments, if it takes flags", () => {
        const place = join(temporaryFolder("host"), "made");
        const engine = engineWith("  -typescript\n    \tUse ts-node (default true)");
        assert.equal(javascriptHost(engine, place), place);
        assert.equal(javascriptHost(engine, place), place, "a second time");
        const output = execFileSync(join(place, "pulumi-language-nodejs"), ["127.0.0.1:1", "a b"], {
            encoding: "utf8",
        });
        assert.equal(output, "-typescript=false 127.0.0.1:1 a b\n");
    });

    it("is not wrapped if it takes no such flag or does not exist", () => {
        const place = join(temporaryFolder("host"), "made");
        assert.equal(javascriptHost(engineWith("  -tracing string"), place), undefined);
        assert.equal(javascriptHost(temporaryFolder("empty"), place), undefined);
    });
});
