import assert from "node:assert/strict";
import { parseFault } from "../../../simulator/src/commandLine/parseFault";
import { describeFault, faultKinds } from "../../../simulator/src/index";

describe("a fault on the command line", () => {
    it("has a kind and optionally a route, an identifier, times or a rate, and +act", () => {
        assert.deepEqual(parseFault("timeout504"), { kind: "timeout504" });
        assert.deepEqual(parseFault("disable:timeout504x3"), { route: "disable", kind: "timeout504", times: 3 });
        assert.deepEqual(parseFault("hangx2"), { kind: "hang", times: 2 });
        assert.deepEqual(parseFault("badGateway502@10%"), { kind: "badGateway502", rate: 0.1 });
        const cut = { route: "disable", identifier: 312, kind: "reset", act: true };
        assert.deepEqual(parseFault("disable/312:reset+act"), cut);
    });

    it("parses from its description in errors, for every kind", () => {
        for (const kind of faultKinds) {
            const fault = { kind, route: "read" as const, identifier: 7, times: 2, act: true };
            assert.deepEqual(parseFault(describeFault(fault)), fault);
            assert.deepEqual(parseFault(describeFault({ kind, rate: 0.07 })), { kind, rate: 0.07 });
        }
    });

    it("is rejected with the invalid part", () => {
        assert.throws(() => parseFault(""), /must have the form \[ROUTE/);
        assert.throws(() => parseFault("disable:reset x3"), /must have the form \[ROUTE/);
        assert.throws(() => parseFault("nowhere:reset"), /"nowhere" is not a route/);
        assert.throws(() => parseFault("disable:rest"), /"rest" is not a kind of fault/);
    });
});
