import assert from "node:assert/strict";
import { closeAll, connect } from "../support/connect";

const done = "Password successfully deactivated";
const missing = "1005: Password not found";

describe("body shapes", () => {
    afterEach(closeAll);

    it("are those of 4.0 by default, with Message in place of mensagem", async () => {
        const { disable } = await connect();
        const english = { status: 200, message: done, error: false, error_code: 0, detail: "" };
        assert.deepEqual((await disable(312)).json, {
            code: 200,
            response: { ...english, Message: done, erro: false, cod_erro: 0 },
        });
        const failed = { status: 400, message: missing, error: true, error_code: 1, detail: "" };
        assert.deepEqual((await disable(9999)).json, {
            code: 400,
            response: { ...failed, Message: missing, erro: true, cod_erro: 1 },
            exception: { code: 1005, message: missing, detail: null },
        });
    });

    it("are those of 3.33 exactly as on the page", async () => {
        const { disable } = await connect({ version: "3.33" });
        assert.equal(
            (await disable(312)).text,
            '{"code":200,"response":{"status":200,"message":"Password successfully deactivated","error":false,"error_code":0,"detail":"","mensagem":"Password successfully deactivated","erro":false,"cod_erro":0}}',
        );
        assert.equal(
            (await disable(404)).text,
            '{"code":400,"response":{"status":400,"message":"1006: User does not have access","error":true,"error_code":1,"detail":"","mensagem":"1006: User does not have access","erro":true,"cod_erro":1},"exception":{"code":1006,"message":"1006: User does not have access","detail":null}}',
        );
    });

    it("are those of 3.32 without the outer code and detail", async () => {
        const { disable } = await connect({ version: "3.32" });
        assert.deepEqual((await disable(312)).json, {
            response: {
                status: 200,
                message: done,
                error: false,
                error_code: 0,
                mensagem: done,
                erro: false,
                cod_erro: 0,
            },
        });
        assert.deepEqual((await disable(9999)).json, {
            response: {
                status: 400,
                mensagem: missing,
                erro: true,
                cod_erro: 0,
                message: missing,
                error: true,
                error_code: 0,
            },
            exception: { code: 1005, message: missing, detail: "" },
        });
    });

    for (const version of ["3.32", "3.33", "4.0"] as const) {
        it(`can omit the exception in ${version}`, async () => {
            const { disable } = await connect({ version, omitException: true });
            const { json } = await disable(9999);
            assert.equal(json.exception, undefined);
            assert.equal(json.response.message, missing);
        });

        it(`carry the list beside the response in ${version}`, async () => {
            const { list } = await connect({ version });
            const { json } = await list("?name=oracle");
            assert.equal(json.password_on_list.length, 2);
            assert.equal(json.response.error, false);
        });
    }
});
