import assert from "node:assert/strict";
import { assertCanOccur } from "../../../simulator/src/faults/checkFault";
import { type Fault, faultKinds, routes } from "../../../simulator/src/index";
import { closeAll, start } from "../support/connect";

/** Wrong faults with their errors. */
const wrong: readonly [fault: object, message: string][] = [
    [{}, `kind is missing: expected one of ${faultKinds.join(", ")}`],
    [{ kind: "timeout" }, `kind must be one of ${faultKinds.join(", ")}, not "timeout"`],
    [{ kind: "reset", route: "remove" }, `route must be one of ${routes.join(", ")}, not "remove"`],
    [{ kind: "reset", idntifier: 312 }, 'Unknown field of a fault "idntifier". Did you mean "identifier"?'],
    [{ kind: "reset", identifier: "312" }, 'identifier must be a whole number from 0, not "312"'],
    [{ kind: "reset", times: 0 }, "times must be a whole number from 1, or Infinity, not 0"],
    [{ kind: "reset", times: "3" }, 'times must be a whole number from 1, or Infinity, not "3"'],
    [{ kind: "reset", rate: 0 }, "rate must be a number above 0 and at most 1, not 0"],
    [{ kind: "reset", rate: 10 }, "rate must be a number above 0 and at most 1, not 10"],
    [{ kind: "reset", seed: Number.NaN }, "seed must be a number, not NaN"],
    [{ kind: "reset", act: "yes" }, 'act must be true or false, not "yes"'],
    [{ kind: "reset", after: -1 }, "after must be a whole number from 0, not -1"],
    [
        { kind: "hang", delayMs: -1 },
        "delayMs must be a number of milliseconds from 0 to 2147483647, or Infinity, not -1",
    ],
    [{ kind: "timeout504", bodyKind: "xml" }, 'bodyKind must be one of json, html, empty, vault, not "xml"'],
    [{ kind: "rateLimit429", retryAfter: 7 }, "retryAfter must be a text, not 7"],
    [{ kind: "status" }, "status is missing: expected a whole number from 200 to 999"],
    [{ kind: "status", status: 199 }, "status must be a whole number from 200 to 999, not 199"],
    [{ kind: "status", status: 1000 }, "status must be a whole number from 200 to 999, not 1000"],
    [{ kind: "timeout504", status: 524 }, 'status belongs to the kind "status", not to "timeout504"'],
    [{ kind: "reset", charset: "utf-8" }, 'charset belongs to the kind "wrongCharset", not to "reset"'],
    [
        { kind: "foreignTenant", route: "token" },
        "The fault token:foreignTenantx1 can affect no request: tokens are the same for every tenant",
    ],
    ...[
        { fault: { kind: "foreignTenant" }, name: "foreignTenantx1" },
        { fault: { kind: "wrongCharset" }, name: "wrongCharsetx1" },
        { fault: { kind: "reset", act: true }, name: "resetx1+act" },
    ].map(({ fault, name }): [object, string] => [
        { ...fault, route: "unknown" },
        `The fault unknown:${name} can affect no request: the gateway passes none of the route "unknown" to the vault`,
    ]),
];

describe("the check of a fault", () => {
    afterEach(closeAll);

    for (const [fault, message] of wrong) {
        it(`refuses ${JSON.stringify(fault)}`, () => {
            assert.throws(() => assertCanOccur(fault as Fault), { message });
        });
    }

    it("lists all problems, a line each", () => {
        assert.throws(() => assertCanOccur({ kind: "reset", time: 3, times: 0, act: 1 } as never), {
            message: [
                'Unknown field of a fault "time". Did you mean "times"?',
                "times must be a whole number from 1, or Infinity, not 0",
                "act must be true or false, not 1",
            ].join("\n"),
        });
    });

    it("accepts undefined fields, and all values at the bounds", () => {
        assertCanOccur({
            kind: "reset",
            route: undefined,
            times: Number.POSITIVE_INFINITY,
            rate: 1,
            message: undefined,
        });
        assertCanOccur({ kind: "hang", delayMs: Number.POSITIVE_INFINITY, identifier: 0, after: 0 });
        assertCanOccur({ kind: "status", status: 200, bodyKind: "vault" });
        assertCanOccur({ kind: "status", status: 999, route: "unknown" });
        assertCanOccur({ kind: "wrongCharset", charset: "", route: "token" });
    });

    it("runs before an injection, which adds nothing if it fails", async () => {
        const vault = await start();
        assert.throws(() => vault.inject({ kind: "timeout504", rat: 0.1 } as never), /Did you mean "rate"/);
        assert.deepEqual(vault.unmetFaults(), []);
    });
});
