import assert from "node:assert/strict";
import type { ConnectionFailure } from "../../provider/src/client/connectionFailure";
import { describeConnection, describedCodes } from "../../provider/src/client/connectionFailures";
import { invalidCodes } from "../../provider/src/client/invalidResponses";
import { describeTls, tlsCodes } from "../../provider/src/client/tlsFailures";
import { type Explanation, explain, explainedStatuses } from "../../provider/src/shared/explanations";
import { knownCodes } from "../../provider/src/shared/responseFacts";
import { table } from "../../reference/markdown";
import { assertPart } from "../support/madePage";
import { type CodeRow, codeRows } from "./support/codeRows";

const rows = Object.values(codeRows).flat();

/** All codes of the table, each as a whole code. */
const codes = rows.flatMap((row) => row.codes.map(wholeCode));

describe("the table of codes", () => {
    for (const code of [...knownCodes.map(String), ...explainedStatuses, ...describedCodes]) {
        it(`has ${code}, which the provider explains`, () => assert.ok(codes.includes(code)));
    }

    for (const pattern of [...invalidCodes, ...tlsCodes]) {
        it(`has a code like ${pattern}, which the provider explains`, () =>
            assert.ok(codes.some((code) => pattern.test(code))));
    }

    for (const row of rows) {
        it(`names no setting for ${row.codes.join(", ")} that the provider's explanation lacks`, () => {
            for (const code of row.codes.map(wholeCode)) {
                const { cause, solution } = explanationOf(code);
                assert.doesNotMatch(cause, /no documented reason|failed before a response came/, code);
                for (const [setting] of row.first.matchAll(/mysafe:\w+|HTTPS_PROXY|NO_PROXY/g)) {
                    assert.ok(solution.includes(setting), `${code}: ${solution}`);
                }
            }
        });
    }

    it("has at most 20 words in a row", () => {
        const long = rows.filter(({ meaning, first }) => `${meaning} ${first}`.split(" ").length > 20);
        assert.deepEqual(long, []);
    });

    it("is in docs/troubleshooting.md; UPDATE_DOCS=1 writes it", () => {
        const lines = Object.entries(codeRows).flatMap(([group, all]) => [
            [`**${group}**`, "", ""],
            ...all.map(cellsOf),
        ]);
        assertPart(
            "docs/troubleshooting.md",
            "tests/docs/codes.spec.ts",
            table(["code", "meaning", "what to do first"], lines),
        );
    });
});

function cellsOf({ codes: all, text, meaning, first }: CodeRow): string[] {
    return [text ?? all.map((code) => `\`${code}\``).join(", "), meaning, first];
}

/** Returns a code that the table has with `…`. */
function wholeCode(code: string): string {
    return code
        .replace(/^…/, "ERR_SSL_")
        .replace(/^PROXY_…/, "PROXY_403")
        .replace("…", "X");
}

/** Returns the provider's explanation of a code or a status. */
function explanationOf(code: string): Explanation {
    if (/^\d+$/.test(code)) {
        const number = Number(code);
        return number > 999
            ? explain({ status: 400, code: number })
            : explain({ status: number, isVaultFailure: number === 500 });
    }
    const proxy = { url: new URL("http://proxy.example.com"), authorization: undefined, variable: "HTTPS_PROXY" };
    const failure: ConnectionFailure = {
        code,
        url: "https://vault.example.com",
        timeoutMs: 30_000,
        ...(code.startsWith("PROXY_") ? { proxy } : {}),
    };
    return describeTls(failure) ?? describeConnection(failure);
}
