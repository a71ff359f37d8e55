import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import {
    collectBody,
    decodeBody,
    requireDeclaredLength,
    requireKnownEncoding,
} from "../../../provider/src/client/bodies";

function bytes(text: string, encoding: BufferEncoding): Buffer {
    return Buffer.from(text, encoding);
}

const text = '{"name":"Serviço"}';

describe("a body from a stream", () => {
    const mebibyte = Buffer.alloc(1024 * 1024);
    const bodyOf = (length: number) => Readable.from(Array.from({ length }, () => mebibyte));

    it("is read in all its parts", async () => {
        assert.equal(String(await collectBody(Readable.from([Buffer.from('{"a"'), Buffer.from(":1}")]))), '{"a":1}');
        assert.equal(String(await collectBody(Readable.from([]))), "");
    });

    it("is read up to 64 MiB, and ends its stream beyond", async () => {
        assert.equal((await collectBody(bodyOf(64))).length, 64 * mebibyte.length);
        const body = bodyOf(66);
        await assert.rejects(collectBody(body), { code: "max-size" });
        assert.equal(body.destroyed, true);
    });

    it("fails with its stream, even if that failed before", async () => {
        const failed = new PassThrough().on("error", () => {});
        failed.destroy(new Error("cut"));
        await setImmediate();
        await assert.rejects(collectBody(failed), /cut/);
        const failing = new PassThrough();
        const read = collectBody(failing);
        failing.destroy(new Error("cut later"));
        await assert.rejects(read, /cut later/);
    });
});

describe("a body that can confirm something", () => {
    const decoded: [title: string, body: Buffer, contentType: string | null][] = [
        ["UTF-8 without a content type", bytes(text, "utf8"), null],
        ["UTF-8 without a declared charset", bytes(text, "utf8"), "application/json"],
        ["UTF-8 behind a byte order mark", bytes(`\ufeff${text}`, "utf8"), "application/json; charset=us-ascii"],
        ["declared ISO-8859-1", bytes(text, "latin1"), "application/json; charset=ISO-8859-1"],
        ["a declared charset in quotes", bytes(text, "latin1"), 'application/json; v=1; Charset="windows-1252"'],
        ["declared UTF-16", bytes(text, "utf16le"), "application/json; charset=utf-16"],
        [
            "two headers with a charset",
            bytes(text, "utf8"),
            "application/json; charset=utf-8, application/json; charset=utf-8",
        ],
        ["ISO-8859-1 in single quotes", bytes(text, "latin1"), "application/json; charset='iso-8859-1'"],
        ["UTF-8 that a server declares as ISO-8859-1", bytes(text, "utf8"), "application/json; charset=iso-8859-1"],
    ];
    for (const [title, body, contentType] of decoded) {
        it(`is decoded from ${title}`, () => {
            assert.equal(decodeBody(body, contentType, true), text);
        });
    }

    const wrong: [title: string, contentType: string | null, code: string, detail: string][] = [
        ["ISO-8859-1 without a declared charset", null, "ERR_ENCODING_INVALID_ENCODED_DATA", "UTF-8"],
        ["ISO-8859-1 as UTF-8", "text/plain; charset=utf-8", "ERR_ENCODING_INVALID_ENCODED_DATA", "UTF-8"],
        ["an unknown charset", "text/plain; charset=klingon", "ERR_ENCODING_NOT_SUPPORTED", '"klingon"'],
    ];
    for (const [title, contentType, code, detail] of wrong) {
        it(`is an error if its headers declare ${title}`, () => {
            assert.throws(() => decodeBody(bytes(text, "latin1"), contentType, true), { code, detail });
        });
    }

    for (const label of ["utf_8", "utf8mb4", "latin-1", "ansi", "none", "klingon"]) {
        it(`is ASCII in a charset that nobody knows: ${label}`, () => {
            assert.equal(decodeBody(bytes("{}", "latin1"), `application/json; charset=${label}`, true), "{}");
        });
    }

    for (const label of ["utf-7", "iso-2022-kr", "utf-32"]) {
        it(`is an error in a charset that writes other letters as ASCII: ${label}`, () => {
            const wrong = { code: "ERR_ENCODING_NOT_SUPPORTED", detail: `"${label}"` };
            assert.throws(() => decodeBody(bytes("{}", "latin1"), `application/json; charset=${label}`, true), wrong);
        });
    }

    it("is an error if it has another length than declared, unless it is encoded", () => {
        const body = bytes("{}", "latin1");
        assert.throws(() => requireDeclaredLength(body, "3", null), { code: "INVALID_LENGTH", detail: "2 of 3 bytes" });
        requireDeclaredLength(body, "2", "identity");
        requireDeclaredLength(body, "9", "gzip");
        requireDeclaredLength(body, null, null);
    });

    it("is an error if its Content-Encoding was not asked for", () => {
        for (const encoding of ["zstd", "gzip, br", "GZIP"]) {
            assert.throws(() => requireKnownEncoding(encoding), { code: "UNSUPPORTED_ENCODING" });
        }
        for (const encoding of [null, "gzip", "deflate", "br", "identity"]) {
            requireKnownEncoding(encoding);
        }
    });
});

describe("the body of an error", () => {
    it("is decoded by its charset, and keeps its readable part in a wrong one", () => {
        assert.equal(decodeBody(bytes("não", "latin1"), "text/html; charset=iso-8859-1", false), "não");
        assert.equal(decodeBody(bytes("não 1005", "latin1"), "text/html", false), "n\ufffdo 1005");
        assert.equal(decodeBody(bytes("1005", "latin1"), "text/html; charset=klingon", false), "1005");
    });
});
