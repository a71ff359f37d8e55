import assert from "node:assert/strict";
import { parseFault } from "../../../simulator/src/commandLine/parseFault";
import { describeFault, faultKinds } from "../../../simulator/src/index";

describe("a fault on the command line", () => {
    it("has a kind and optionally a route, an identifier, times or a rate, and +act", () => {
        assert.deepEqual(parseFault("timeout504"), { kind: "timeout504" });
        assert.deepEqual(parseFault("disable:timeout504x3"), { route: "disable", kind: "timeout504", times: 3 });
        assert.deepEqual(parseFault("hangx2"), { kind: "hang", times: 2 });
        assert.deepEqual(parseFault("badGateway502@10%"), { kind: "badGateway502", rate: 0.1 });
        assert.deepEqual(parseFault("disable:status524x3"), {
            route: "disable",
            kind: "status",
            status: 524,
            times: 3,
        });
        const cut = { route: "disable", identifier: 312, kind: "reset", act: true };
        assert.deepEqual(parseFault("disable/312:reset+act"), cut);
    });

    it("parses from its description in errors, for every kind", () => {
        for (const kind of faultKinds) {
            const status = kind === "status" ? { status: 524 } : {};
            const fault = { kind, ...status, route: "read" as const, identifier: 7, times: 2, act: true };
            assert.deepEqual(parseFault(describeFault(fault)), fault);
            const share = { kind, ...status, rate: 0.07 };
            assert.deepEqual(parseFault(describeFault(share)), share);
        }
    });

    it("is rejected with the invalid part", () => {
        assert.throws(() => parseFault(""), /must have the form \[ROUTE/);
        assert.throws(() => parseFault("disable:reset x3"), /must have the form \[ROUTE/);
        assert.throws(() => parseFault("nowhere:reset"), /"nowhere" is not a route/);
        assert.throws(() => parseFault("disable:rest"), /"rest" is not a kind of fault/);
        assert.throws(() => parseFault("disable:statusx3"), {
            message: '"status" has no number: expected a kind such as status524',
        });
    });
});
