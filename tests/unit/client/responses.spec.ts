import assert from "node:assert/strict";
import { type ApiResponse, readResponse } from "../../../provider/src/client/responses";

const read = (status: number, body: string, redact?: (text: string) => string): ApiResponse =>
    readResponse({ status, body }, redact);

type Shape = (status: number, message: string, error: boolean, code?: number) => Record<string, unknown>;

/** Bodies of the API page, with the failures of both pages and both names of the second message. */
const shapes: Record<string, Shape> = {
    "3.32": (status, message, error, code) => ({
        response: { status, mensagem: message, erro: error, cod_erro: 0, message, error, error_code: 0 },
        ...(code === undefined ? {} : { exception: { code, message, detail: "" } }),
    }),
    "3.33": newerShape("mensagem"),
    "4.0": newerShape("Message"),
};

/** Versions 3.33 and 4.0 differ only in the name of the second message. */
function newerShape(second: "mensagem" | "Message"): Shape {
    return (status, message, error, code) => ({
        code: status,
        response: {
            status,
            message,
            error,
            error_code: error ? 1 : 0,
            detail: "",
            [second]: message,
            erro: error,
            cod_erro: error ? 1 : 0,
        },
        ...(code === undefined ? {} : { exception: { code, message, detail: null } }),
    });
}

const rows: [status: number, message: string, code?: number][] = [
    [200, "Password successfully deactivated"],
    [200, "Password has already been deactivated"],
    [200, "Password successfully activated"],
    [200, "Password has already been activated"],
    [400, "1001: Parameter 'name' was not informed!", 1001],
    [400, "1005: Password not found", 1005],
    [400, "1006: User does not have access", 1006],
    [400, "1009: Inactive password", 1009],
    [400, "1010: Unexpected identifier type", 1010],
    [500, "Unexpected error."],
    [200, "Unexpected error."],
];

describe("a response of the vault", () => {
    for (const [version, shape] of Object.entries(shapes)) {
        for (const [status, message, code] of rows) {
            const error = status !== 200 || message === "Unexpected error.";
            const none = { gateway: undefined, requestId: undefined, retryAfterMs: undefined };
            const flags = { isMarkedAsError: error, fromVault: true, isVaultFailure: status === 500 };
            const wanted = { status, code, vaultMessage: message, ...flags, ...none };
            it(`is read in the form of ${version}: ${status} "${message}"${error ? ", error: true" : ""}`, () => {
                assert.deepEqual(read(status, JSON.stringify(shape(status, message, error, code))), wanted);
            });
            if (code !== undefined) {
                it(`is read in the form of ${version} without exception: ${status} "${message}"`, () => {
                    assert.deepEqual(read(status, JSON.stringify(shape(status, message, error))), wanted);
                });
            }
        }
    }

    for (const name of ["message", "mensagem", "Message"]) {
        it(`is read with "${name}" as its only message`, () => {
            const body = JSON.stringify({ response: { status: 400, [name]: "1005: Password not found", erro: true } });
            const response = read(400, body);
            assert.deepEqual([response.vaultMessage, response.code], ["1005: Password not found", 1005]);
        });
    }

    for (const flags of [{ error: true }, { erro: true }, { error: false, erro: true }, { error: "1" }, { erro: 1 }]) {
        it(`is marked as an error by ${JSON.stringify(flags)}`, () => {
            assert.equal(read(200, JSON.stringify({ response: { message: "x", ...flags } })).isMarkedAsError, true);
        });
    }

    for (const flags of [{}, { error: false, erro: false }, { error: "0" }, { erro: 0 }, { error: null }]) {
        it(`is not marked as an error by ${JSON.stringify(flags)}`, () => {
            assert.equal(read(200, JSON.stringify({ response: { message: "x", ...flags } })).isMarkedAsError, false);
        });
    }

    it("has the vault's form if it is only a list", () => {
        for (const key of ["password_on_list", "passwords_on_list"]) {
            assert.equal(read(200, JSON.stringify({ [key]: [] })).fromVault, true);
        }
    });

    it("has the code of its exception, also when the message has none", () => {
        const exception = { code: 1006, message: "User does not have access", detail: null };
        const body = JSON.stringify({ response: { message: "User does not have access", error: true }, exception });
        assert.equal(read(400, body).code, 1006);
    });

    it("has the exception's code if that is text", () => {
        const body = JSON.stringify({ response: { message: "x", error: true }, exception: { code: "1005" } });
        assert.equal(read(400, body).code, 1005);
    });

    it("has no code from error_code or the outer code", () => {
        const body = JSON.stringify({ code: 400, response: { message: "x", error: true, error_code: 1, cod_erro: 1 } });
        assert.equal(read(400, body).code, undefined);
    });

    it("has no code from a number inside its message, or from a zero in its exception", () => {
        const message = "Password 1005: gone";
        const body = JSON.stringify({ response: { message, error: true }, exception: { code: 0, message } });
        assert.equal(read(400, body).code, undefined);
    });
});

describe("a response of a gateway or a proxy", () => {
    it("has the gateway's message and request id from JSON", () => {
        assert.deepEqual(read(504, '{"message":"The upstream server is timing out","request_id":"5e1f"}'), {
            status: 504,
            code: undefined,
            vaultMessage: "The upstream server is timing out",
            isMarkedAsError: false,
            fromVault: false,
            isVaultFailure: false,
            gateway: "upstream",
            requestId: "5e1f",
            retryAfterMs: undefined,
        });
    });

    it("is the vault's failure if a 500 has one of its two messages", () => {
        const isVaultFailure = (status: number, body: unknown) => read(status, JSON.stringify(body)).isVaultFailure;
        assert.equal(isVaultFailure(500, { message: "An unexpected error occurred" }), true);
        assert.equal(isVaultFailure(500, { message: "Unexpected error." }), true);
        assert.equal(isVaultFailure(500, { message: "Internal Server Error" }), false);
        assert.equal(isVaultFailure(502, { message: "An unexpected error occurred" }), false);
        assert.equal(read(500, "<h1>An unexpected error occurred</h1>").isVaultFailure, false);
    });

    it("has the description of an OAuth error", () => {
        const body = '{"error":"invalid_client","error_description":"Invalid client authentication"}';
        assert.equal(read(401, body).vaultMessage, "Invalid client authentication");
        assert.equal(read(401, '{"error":"invalid_client"}').vaultMessage, "invalid_client");
    });

    const phrases: [message: string, gateway: ApiResponse["gateway"]][] = [
        ["no Route matched with those values", "noRoute"],
        ["API rate limit exceeded", "rateLimited"],
        ["An invalid response was received from the upstream server", "upstream"],
        ["failure to get a peer from the ring-balancer", "upstream"],
        ["name resolution failed", "upstream"],
        ["Service Unavailable", "upstream"],
        ["The upstream server is timing out", "upstream"],
    ];
    for (const [message, gateway] of phrases) {
        it(`has the gateway's message "${message}" from JSON, a page or plain text`, () => {
            const page = `<!doctype html><html><head><style>p { }</style></head><body><h1>5</h1><p>${message}</p></body></html>`;
            for (const body of [JSON.stringify({ message }), page, `${message}\n`, message.toUpperCase()]) {
                const response = read(400, body);
                assert.equal(response.gateway, gateway, body);
                assert.equal(response.vaultMessage.toLowerCase(), message.toLowerCase());
                assert.equal(response.fromVault, false);
            }
        });

        it(`has the gateway's message "${message}" from wrapped lines and long pages`, () => {
            assert.equal(read(400, `<p>${message.replaceAll(" ", "\r\n    ")}</p>`).gateway, gateway);
            assert.equal(read(400, `${"<a>Contact</a>".repeat(10_000)}<p>${message}</p>`).gateway, gateway);
        });
    }

    it("has no gateway error for other messages", () => {
        for (const message of ["Unauthorized", "An unexpected error occurred", "Unexpected error.", "Sign in", ""]) {
            assert.equal(read(400, JSON.stringify({ message })).gateway, undefined);
        }
    });

    it("shows only the gateway's message of a page, since the rest can hold anything", () => {
        assert.equal(read(400, "<html><title>Sign in</title><p>tok-1 cs-1</p></html>").vaultMessage, "");
        assert.equal(read(400, "access_token=tok-1: name resolution failed").vaultMessage, "name resolution failed");
    });

    it("has a request id only in the form of one", () => {
        const idOf = (request_id: unknown) => read(500, JSON.stringify({ message: "x", request_id })).requestId;
        assert.equal(idOf("5e1f00d2-aa_B"), "5e1f00d2-aa_B");
        for (const other of ["", "a b", "a\nb", "x".repeat(65), null, { id: 1 }, ["5e1f"]]) {
            assert.equal(idOf(other), undefined, JSON.stringify(other));
        }
    });

    it("is redacted before it is truncated", () => {
        const body = JSON.stringify({ message: `${"x".repeat(190)} cs-0123456789abcdef` });
        const { vaultMessage } = read(400, body, (text) => text.replaceAll("cs-0123456789abcdef", "[secret]"));
        assert.equal(vaultMessage, `${"x".repeat(190)} [secret]`);
    });

    it("has no control characters that could forge a line or a colour of the output", () => {
        const { vaultMessage } = read(400, JSON.stringify({ message: "a\u0000b\u001b[31mc\u0085d\nCause: e" }));
        assert.match(vaultMessage, /^a b \[31mc d Cause: e$/);
    });

    it("has a message of at most 200 characters", () => {
        const { vaultMessage } = read(400, JSON.stringify({ message: "x".repeat(1_000_000) }));
        assert.equal(vaultMessage.length, 200);
        assert.match(vaultMessage, /^x+…$/);
        const longest = "x".repeat(200);
        assert.equal(read(400, JSON.stringify({ message: longest })).vaultMessage, longest);
    });

    for (const body of [
        "",
        "   ",
        "null",
        "true",
        "42",
        '"text"',
        "[]",
        "[{}]",
        "{}",
        "{",
        '{"response":null}',
        '{"response":[]}',
        '{"response":"ok"}',
        '{"message":{"a":1}}',
        '{"exception":7}',
        '{"__proto__":{"response":{"error":false}}}',
        "\u0000\uffff",
        "<",
        "<html",
    ]) {
        it(`does not have the vault's form: ${JSON.stringify(body)}`, () => {
            const response = read(200, body);
            assert.equal(response.fromVault, false);
            assert.equal(response.isMarkedAsError, false);
            assert.equal(response.code, undefined);
            assert.equal(typeof response.vaultMessage, "string");
        });
    }
});
