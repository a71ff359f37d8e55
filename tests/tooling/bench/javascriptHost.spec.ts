import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { javascriptHost } from "../../../bench/javascriptHost";
import { temporaryFolder } from "../../support/packedProject";

/** An engine's folder with a language host that tells its flags, or else what it was given. */
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

    it("gives one that takes its options as flags what Pulumi.yaml says, before what the engine gives it", () => {
        const place = join(temporaryFolder("host"), "made");
        const engine = engineWith("  -typescript\n    \tUse ts-node (default true)");
        assert.equal(javascriptHost(engine, place), place);
        assert.equal(javascriptHost(engine, place), place, "a second time");
        const said = execFileSync(join(place, "pulumi-language-nodejs"), ["127.0.0.1:1", "a b"], { encoding: "utf8" });
        assert.equal(said, "-typescript=false 127.0.0.1:1 a b\n");
    });

    it("leaves alone one that does not, and an engine that has none", () => {
        const place = join(temporaryFolder("host"), "made");
        assert.equal(javascriptHost(engineWith("  -tracing string"), place), undefined);
        assert.equal(javascriptHost(temporaryFolder("empty"), place), undefined);
    });
});
