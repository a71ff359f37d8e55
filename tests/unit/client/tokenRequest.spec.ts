import assert from "node:assert/strict";
import { errorOf, readToken } from "../../../provider/src/client/tokenRequest";

describe("a token response", () => {
    it("holds the token and its lifetime", () => {
        const body = '{"token_type":"Bearer","expires_in":600,"access_token":"tok-1"}';
        assert.deepEqual(readToken(body), { accessToken: "tok-1", expiresInSeconds: 600 });
        assert.equal(readToken('{"access_token":"t","expires_in":"600"}')?.expiresInSeconds, 600);
    });

    for (const expiry of [undefined, null, 0, -5, "soon", "", {}]) {
        it(`has a lifetime of one hour if expires_in is ${JSON.stringify(expiry)}`, () => {
            assert.equal(readToken(JSON.stringify({ access_token: "t", expires_in: expiry }))?.expiresInSeconds, 3600);
        });
    }

    it("holds no token in any other form", () => {
        for (const body of [
            "",
            "null",
            "[]",
            "{}",
            "<html>",
            "tok-1",
            '{"access_token":""}',
            '{"access_token":null}',
        ]) {
            assert.equal(readToken(body), undefined, body);
        }
    });

    it("rejects the credentials by the error of OAuth alone", () => {
        assert.equal(errorOf('{"error":"invalid_client","error_description":"no"}'), "invalid_client");
        for (const body of ["", "<html>", "{}", '{"error":true}', '{"message":"Unauthorized"}']) {
            assert.equal(errorOf(body), undefined, body);
        }
    });
});
