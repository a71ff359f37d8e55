import assert from "node:assert/strict";
import { formatColumns } from "../../../provider/src/commands/textTable";

describe("a table of text", () => {
    it("is as wide as its texts where they fit", () => {
        assert.equal(
            formatColumns(
                [
                    ["A", "B"],
                    ["aaa", "b"],
                ],
                80,
                [],
            ),
            "A    B\naaa  b\n",
        );
    });

    it("cuts the widest column first, in the order of the cuts, and leaves the others whole", () => {
        const rows = [["123456789", "abcdefghij", "abcdefghijkl"]];
        const cuts = [
            { columns: [2], to: 8 },
            { columns: [1, 2], to: 5 },
        ];
        assert.equal(formatColumns(rows, 33, cuts), "123456789  abcdefghij  abcdefghi…\n");
        assert.equal(formatColumns(rows, 28, cuts), "123456789  abcdef…  abcdefg…\n");
        assert.equal(formatColumns(rows, 10, cuts), "123456789  abcd…  abcd…\n");
    });

    it("aligns wide letters and combining marks, and cuts no letter in two", () => {
        const rows = [
            ["パスワード", "x"],
            ["Conceic\u0327a\u0303o", "x"],
            ["plain", "x"],
        ];
        assert.equal(formatColumns(rows, 80, []), "パスワード  x\nConceic\u0327a\u0303o   x\nplain       x\n");
        assert.equal(
            formatColumns([["パスワード"], ["aaa\u0303bbbbb"]], 5, [{ columns: [0], to: 5 }]),
            "パス…\naaa\u0303b…\n",
        );
    });
});
