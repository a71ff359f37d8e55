import assert from "node:assert/strict";
import {
    canSucceedLater,
    effectiveStatus,
    isVaultRejection,
    type ResponseFacts,
    rejectsToken,
    wasRefused,
} from "../../../provider/src/shared/responseFacts";

describe("isVaultRejection", () => {
    it("is true for a code, unless a server error only looks like one", () => {
        assert.equal(isVaultRejection({ status: 504, code: 1006 }), true);
        assert.equal(isVaultRejection({ status: 400, code: 1077 }), true);
        assert.equal(isVaultRejection({ status: 500, code: 2006 }), false);
        assert.equal(isVaultRejection({ status: 400, code: undefined }), false);
    });
});

describe("effectiveStatus", () => {
    it("is the status of the gateway's message, or the response's own", () => {
        assert.equal(effectiveStatus({ status: 500, gateway: "rateLimited" }), 429);
        assert.equal(effectiveStatus({ status: 500 }), 500);
    });
});

describe("canSucceedLater", () => {
    const rows: [title: string, later: boolean, response: ResponseFacts][] = [
        ["every 5xx of a server before the vault", true, { status: 524 }],
        ["a 5xx that no standard has", true, { status: 599 }],
        ["the 500 of a server before the vault", true, { status: 500 }],
        ["the vault's own 500", false, { status: 500, fromVault: true, isVaultFailure: true }],
        ["a 503 in the vault's form", true, { status: 503, fromVault: true }],
        ["408", true, { status: 408 }],
        ["425", true, { status: 425 }],
        ["429 in the vault's form", true, { status: 429, fromVault: true }],
        ["a 4xx that no standard has", true, { status: 460 }],
        ["a 409 of a server before the vault", true, { status: 409 }],
        ["a 409 in the vault's form", false, { status: 409, fromVault: true }],
        ["a code of the vault", false, { status: 409, code: 1006, fromVault: true }],
        ["a bad request", false, { status: 400 }],
        ["a body that is too large", false, { status: 413 }],
        ["a 413 with Retry-After", true, { status: 413, retryAfterMs: 1000 }],
        ["a refused token", false, { status: 401 }],
        ["a 401 with Retry-After", false, { status: 401, retryAfterMs: 1000 }],
        ["a 403 with Retry-After, which limits a rate", true, { status: 403, retryAfterMs: 1000 }],
        ["no route", false, { status: 404 }],
        ["a redirect", false, { status: 302, retryAfterMs: 1000 }],
    ];
    for (const [title, later, response] of rows) {
        it(`is ${later} for ${title}`, () => {
            assert.equal(canSucceedLater(response), later);
        });
    }
});

describe("rejectsToken", () => {
    it("is true for 401, 403 and 404, unless Retry-After says that a 403 passes", () => {
        assert.deepEqual(
            [401, 403, 404, 400, 407, 500].map((status) => rejectsToken({ status })),
            [true, true, true, false, false, false],
        );
        assert.equal(rejectsToken({ status: 403, retryAfterMs: 1000 }), false);
        assert.equal(rejectsToken({ status: 401, retryAfterMs: 1000 }), true);
    });
});

describe("wasRefused", () => {
    it("is true only where no server executed the request", () => {
        for (const status of [302, 400, 401, 403, 404, 405, 413, 425, 429]) {
            assert.equal(wasRefused({ status }), true, String(status));
        }
        for (const status of [200, 408, 409, 423, 460, 499, 500, 502, 524]) {
            assert.equal(wasRefused({ status }), false, String(status));
        }
    });
});
