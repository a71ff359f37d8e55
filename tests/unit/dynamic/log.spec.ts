import assert from "node:assert/strict";
import { createProviderLog } from "../../../provider/src/dynamic/log";
import { logged } from "../support/mockEngine";

describe("the log of the provider's process", () => {
    it("prints each message on stderr, with the package's name and the severity", async () => {
        const log = createProviderLog();
        const lines = await logged("error", async () => {
            log.info("password 312 is inactive again");
            log.warn("the preview continues without the vault");
            log.error("no response");
        });
        assert.deepEqual(lines, [
            "pulumi-mysafe: password 312 is inactive again",
            "pulumi-mysafe: warning: the preview continues without the vault",
            "pulumi-mysafe: error: no response",
        ]);
    });
});
