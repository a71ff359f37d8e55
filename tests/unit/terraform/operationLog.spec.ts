import assert from "node:assert/strict";
import { createOperationLog } from "../../../provider/src/terraform/operationLog";

describe("the log of the Terraform provider", () => {
    it("returns warnings to the operation that logs them, and early ones to the next", async () => {
        const lines: string[] = [];
        const log = createOperationLog((line) => lines.push(line));
        log.warn("early");
        const operation = (name: string) =>
            log.during(async () => {
                await new Promise((resolve) => setImmediate(resolve));
                log.warn(`of ${name}`);
                log.info("not for the user");
                return name;
            });
        const [first, second] = await Promise.all([operation("first"), operation("second")]);
        assert.deepEqual(first, { result: "first", warnings: ["early", "of first"] });
        assert.deepEqual(second, { result: "second", warnings: ["of second"] });
        assert.deepEqual(JSON.parse(lines.at(-1) ?? ""), {
            "@level": "info",
            "@module": "mysafe",
            "@message": "not for the user",
        });
    });
});
