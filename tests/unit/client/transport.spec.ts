import assert from "node:assert/strict";
import dns from "node:dns";
import { getEventListeners } from "node:events";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Simulator } from "mysafe-simulator";
import { isRetryable } from "../../../provider/src/client/retry";
import {
    createTransport,
    type HttpRequest,
    parseRetryAfter,
    type Transport,
} from "../../../provider/src/client/transport";
import { selfSigned } from "../../support/certificates";
import { until } from "../../support/until";
import { linesOf } from "../support/lines";
import { httpAnswer, rawServer } from "../support/rawServer";
import { plainTls } from "../support/settings";
import { closeAll, disconnection, everything, start } from "../support/vault";

const listName = "GET api/mysafe/password";

function transport(timeoutMs = 5000, maxConcurrency = 8, signal?: AbortSignal): Transport {
    return createTransport({ timeoutMs, maxConcurrency, tls: plainTls, proxies: new Map(), signal });
}

function get(base: string, more: Partial<HttpRequest> = {}): HttpRequest {
    return { name: listName, method: "GET", url: `${base}/api/mysafe/password`, headers: {}, ...more };
}

/** Returns the same request with a token. */
async function authorized(simulator: Simulator, more: Partial<HttpRequest> = {}): Promise<HttpRequest> {
    const body = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: simulator.clientId,
        client_secret: simulator.clientSecret,
    }).toString();
    const { body: granted = "" } = await transport()({
        name: "POST api/oauth2/token",
        method: "POST",
        url: `${simulator.url}/api/oauth2/token`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body,
    });
    return get(simulator.url, { headers: { authorization: `Bearer ${JSON.parse(granted).access_token}` }, ...more });
}

describe("a transport", () => {
    afterEach(closeAll);

    it("returns status, body and the gateway's request id", async () => {
        const simulator = await start();
        const answer = await transport()(await authorized(simulator));
        assert.equal(answer.status, 200);
        assert.equal(JSON.parse(answer.body ?? "").password_on_list[0].identifier, "312");
        assert.match(answer.requestId ?? "", /^[0-9a-f]{32}$/);
        assert.equal(answer.retryAfterMs, undefined);
        assert.equal(answer.location, undefined);
    });

    it("sends method, headers and body, and accepts JSON", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        await transport()({
            name: "POST x",
            method: "POST",
            url: `${server.url}/x`,
            headers: { authorization: "Bearer tok-1" },
            body: "a=b",
        });
        const [request = ""] = server.received;
        assert.match(request, /^POST \/x HTTP\/1\.1\r\n/);
        assert.match(request, /\r\nauthorization: Bearer tok-1\r\n/i);
        assert.match(request, /\r\naccept: application\/json\r\n/i);
        assert.match(request, /\r\n\r\na=b$/);
    });

    it("sends a POST without a body", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        await transport()({ ...get(server.url), method: "POST" });
        assert.match(server.received[0] ?? "", /^POST [\s\S]*content-length: 0\r\n[\s\S]*\r\n\r\n$/i);
    });

    it("returns any status, and does not throw", async () => {
        for (const status of [400, 401, 404, 429, 500, 503]) {
            const server = await rawServer(() => httpAnswer(status, {}, `{"message":"no"}`));
            assert.deepEqual((await transport()(get(server.url))).status, status);
        }
    });

    it("reuses a connection", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        const send = transport();
        for (let count = 0; count < 5; count += 1) {
            await send(get(server.url));
        }
        assert.equal(server.connections(), 1);
    });

    it("opens at most maxConcurrency connections", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        const send = transport(5000, 3);
        await Promise.all(Array.from({ length: 20 }, () => send(get(server.url))));
        assert.equal(server.connections(), 3);
    });

    it("follows no redirect, which would send the token to another server", async () => {
        const elsewhere = await rawServer(() => httpAnswer(200, {}, "{}"));
        for (const status of [301, 302, 303, 307, 308]) {
            const server = await rawServer(() => httpAnswer(status, { Location: `${elsewhere.url}/login` }));
            const answer = await transport()(get(server.url, { headers: { authorization: "Bearer tok-1" } }));
            assert.equal(answer.status, status);
            assert.equal(answer.location, `${elsewhere.url}/login`);
        }
        assert.equal(elsewhere.connections(), 0);
    });
});

describe("a body that may hold a password", () => {
    afterEach(closeAll);

    it("stays unread: the transport closes its connection at once", async () => {
        const over: string[] = [];
        const simulator = await start({ onRequest: (record) => over.push(record.route) });
        simulator.inject({ kind: "endlessRead", route: "read" });
        const request = await authorized(simulator, { discardBody: true });
        const answer = await transport(60_000)({ ...request, url: `${request.url}/312` });
        assert.equal(answer.status, 200);
        assert.equal(answer.body, undefined);
        await until(() => over.includes("read"));
    });

    it("is not returned if it came with the headers", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, '{"password_entity":{"password":"pw-1"}}'));
        const answer = await transport()(get(server.url, { discardBody: true }));
        assert.doesNotMatch(everything(answer), /pw-1/);
    });

    it("leaves no timer or error behind", async () => {
        const server = await rawServer(() => "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
        const failures: unknown[] = [];
        const note = (error: unknown) => failures.push(error);
        process.on("uncaughtExceptionMonitor", note).on("unhandledRejection", note);
        await transport(30)(get(server.url, { discardBody: true }));
        await new Promise((resolve) => setTimeout(resolve, 60));
        process.off("uncaughtExceptionMonitor", note).off("unhandledRejection", note);
        assert.deepEqual(failures, []);
    });

    it("is read if the status is an error", async () => {
        const server = await rawServer(() => httpAnswer(400, {}, '{"message":"1009: Inactive password"}'));
        const { body } = await transport()(get(server.url, { discardBody: true }));
        assert.equal(body, '{"message":"1009: Inactive password"}');
    });
});

describe("a request without a response", () => {
    afterEach(closeAll);

    it("names host and seconds of a timeout, and is retryable", async () => {
        const simulator = await start();
        simulator.inject({ kind: "hang", route: "list" });
        const error = await disconnection(transport(60)(get(simulator.url)));
        assert.equal(error.code, "ETIMEDOUT");
        const host = new URL(simulator.url).host;
        assert.equal(error.message.split("\n", 1)[0], `${listName} failed: no response from ${host} within 0.06 s`);
        assert.match(error.message, /\nCause: .*slow.*\nSolution: .*mysafe:timeoutSeconds/);
        assert.equal(isRetryable(error), true);
    });

    it("times out if the body never ends", async () => {
        const simulator = await start();
        simulator.inject({ kind: "endlessRead", route: "list" });
        const error = await disconnection(transport(60)(get(simulator.url)));
        assert.equal(error.code, "ETIMEDOUT");
        assert.match(error.message, / answered 200, but its body was not complete within 0\.06 s\n/);
    });

    it("is retryable after a reset", async () => {
        const simulator = await start();
        simulator.inject({ kind: "reset", route: "list" });
        const error = await disconnection(transport()(get(simulator.url)));
        assert.equal(error.code, "ECONNRESET");
        assert.match(error.message, /^GET api\/mysafe\/password failed: .*ECONNRESET.*\nCause: .*\nSolution: .*$/);
        assert.equal(isRetryable(error), true);
    });

    it("is retryable if the body was cut", async () => {
        const simulator = await start();
        simulator.inject({ kind: "cutBody", route: "list" });
        const error = await disconnection(transport()(get(simulator.url)));
        assert.match(error.message, / answered 200, but its body is not complete \(ECONNRESET\)\n/);
        assert.equal(isRetryable(error), true);
    });

    it("is retryable if a chunked body was cut", async () => {
        const server = await rawServer((_request, socket) => {
            socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n');
            return undefined;
        });
        const error = await disconnection(transport()(get(server.url)));
        assert.match(error.message, / answered 200, but its body is not complete /);
        assert.equal(isRetryable(error), true, error.code);
    });

    const raw: [title: string, answer: string, code: string, what: RegExp, retryable: boolean][] = [
        [
            "a banner of SSH",
            "SSH-2.0-OpenSSH_9.6\r\n",
            "HPE_INVALID_CONSTANT",
            / answered, but not in valid HTTP /,
            true,
        ],
        [
            "bytes after its body",
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}more",
            "INVALID_LENGTH",
            / answered 200, but its body is not as long as its headers declare /,
            true,
        ],
        [
            "an encoding that was not asked for",
            "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 2\r\n\r\n\u0080\u0081",
            "UNSUPPORTED_ENCODING",
            / answered 200, but its body has the Content-Encoding "zstd", which was not asked for /,
            false,
        ],
    ];
    for (const [title, answer, code, what, retryable] of raw) {
        it(`names what is not valid in a response with ${title}`, async () => {
            // Latin-1 makes a byte of each character, which is not always UTF-8.
            const server = await rawServer((_request, socket) => void socket.write(answer, "latin1"));
            const error = await disconnection(transport()(get(server.url)));
            assert.equal(error.code, code, error.message);
            assert.match(linesOf(error).what, what);
            assert.match(linesOf(error).cause, /before/);
            assert.deepEqual([error.reachedServer, isRetryable(error)], [true, retryable]);
        });
    }

    it("is none if only the Content-Encoding is unknown, and the body is text", async () => {
        for (const [status, encoding] of [
            [200, "UTF-8"],
            [200, "none"],
            [429, "zstd"],
            [401, "zstd"],
        ] as const) {
            const server = await rawServer(() => httpAnswer(status, { "Content-Encoding": encoding }, "{}"));
            assert.equal((await transport()(get(server.url))).status, status);
        }
    });

    it("names the URL's setting of a refused connection, and is retryable", async () => {
        const server = await rawServer(() => undefined);
        await server.close();
        const error = await disconnection(transport()(get(server.url)));
        assert.equal(error.code, "ECONNREFUSED");
        assert.match(error.message, /refused the connection.*\nCause: .*\nSolution: .*mysafe:url.*SENHASEGURA_URL/);
        assert.equal(isRetryable(error), true);
    });

    it("names an unknown host and its setting, and is final", async () => {
        const lookup = dns.lookup;
        const notFound = (...args: unknown[]) => {
            const error = Object.assign(new Error("getaddrinfo ENOTFOUND"), {
                code: "ENOTFOUND",
                syscall: "getaddrinfo",
            });
            process.nextTick(args.at(-1) as (error: Error) => void, error);
        };
        dns.lookup = notFound as unknown as typeof dns.lookup;
        try {
            const error = await disconnection(transport()(get("http://vault.example.com:8443")));
            assert.equal(error.code, "ENOTFOUND");
            assert.match(error.message, /host vault\.example\.com was not found/);
            assert.match(error.message, /\nSolution: .*mysafe:url/);
            assert.equal(isRetryable(error), false);
        } finally {
            dns.lookup = lookup;
        }
    });

    it("names an unknown certificate, and is final", async () => {
        const received: string[] = [];
        const server = createTlsServer(selfSigned(), (request, response) => {
            received.push(request.url ?? "");
            response.end("{}");
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        try {
            const { port } = server.address() as AddressInfo;
            const error = await disconnection(transport()(get(`https://127.0.0.1:${port}`)));
            assert.equal(error.code, "DEPTH_ZERO_SELF_SIGNED_CERT");
            const { what, cause, solution } = linesOf(error);
            assert.match(what, /no secure connection to 127\.0\.0\.1:\d+ \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
            assert.match(cause, /certificate/);
            assert.match(solution, /mysafe:caFile/);
            assert.equal(error.reachedServer, false);
            assert.equal(isRetryable(error), false);
            assert.deepEqual(received, []);
        } finally {
            server.closeAllConnections();
            server.close();
        }
    });

    it("shows no header and no body of the request", async () => {
        const server = await rawServer((_request, socket) => {
            socket.destroy();
            return undefined;
        });
        const request = {
            method: "POST",
            headers: { authorization: "Bearer tok-1" },
            body: "client_secret=cs-1",
        } as const;
        const error = await disconnection(transport()(get(server.url, request)));
        assert.doesNotMatch(everything(error), /tok-1|cs-1/);
        assert.ok(error.cause instanceof Error);
    });
});

describe("reachedServer", () => {
    afterEach(closeAll);

    /** Resolves every host name to these addresses, or fails with this code. */
    async function withLookup(found: string[] | string, run: () => Promise<void>): Promise<void> {
        const lookup = dns.lookup;
        dns.lookup = ((_host: string, options: { all?: boolean }, callback: (...results: unknown[]) => void) => {
            const addresses = typeof found === "string" ? [] : found.map((address) => ({ address, family: 4 }));
            const failure =
                typeof found === "string"
                    ? Object.assign(new Error(found), { code: found, syscall: "getaddrinfo" })
                    : null;
            process.nextTick(callback, failure, ...(options.all ? [addresses] : [addresses[0]?.address, 4]));
        }) as unknown as typeof dns.lookup;
        try {
            await run();
        } finally {
            dns.lookup = lookup;
        }
    }

    async function closedPort(): Promise<string> {
        const server = await rawServer(() => undefined);
        await server.close();
        return new URL(server.url).port;
    }

    it("is false if no server listens", async () => {
        const error = await disconnection(transport()(get(`http://127.0.0.1:${await closedPort()}`)));
        assert.deepEqual([error.code, error.reachedServer], ["ECONNREFUSED", false]);
    });

    it("is false if no address of the host listens", async () => {
        const port = await closedPort();
        await withLookup(["127.0.0.1", "127.0.0.2"], async () => {
            const error = await disconnection(transport()(get(`http://vault.example.com:${port}`)));
            assert.deepEqual([error.code, error.reachedServer], ["ECONNREFUSED", false]);
        });
    });

    for (const code of ["ENOTFOUND", "EAI_AGAIN"]) {
        it(`is false if the host was not found: ${code}`, async () => {
            await withLookup(code, async () => {
                const error = await disconnection(transport()(get("http://vault.example.com")));
                assert.deepEqual([error.code, error.reachedServer], [code, false]);
            });
        });
    }

    it("is true for an established connection", async () => {
        for (const kind of ["reset", "cutBody", "hang"] as const) {
            const simulator = await start();
            simulator.inject({ kind, route: "list" });
            const error = await disconnection(transport(kind === "hang" ? 60 : 5000)(get(simulator.url)));
            assert.equal(error.reachedServer, true, kind);
        }
    });

    it("is true if the vault closes a kept-alive connection", async () => {
        const server = await rawServer((request, socket) => {
            if (request.includes("/second")) {
                socket.destroy();
                return undefined;
            }
            return httpAnswer(200, {}, "{}");
        });
        const send = transport();
        await send(get(server.url));
        const error = await disconnection(send({ ...get(server.url), url: `${server.url}/second` }));
        assert.equal(error.reachedServer, true);
        assert.equal(isRetryable(error), true);
    });
});

describe("a request with its own time limit", () => {
    afterEach(closeAll);

    it("ends before that of the settings", async () => {
        const simulator = await start();
        simulator.inject({ kind: "hang", route: "list" });
        const error = await disconnection(transport(3_600_000)({ ...get(simulator.url), timeoutMs: 60 }));
        assert.equal(error.code, "ETIMEDOUT");
    });
});

describe("the abort controllers of requests", () => {
    const original = globalThis.AbortController;
    let made: AbortController[] = [];
    beforeEach(() => {
        made = [];
        globalThis.AbortController = class extends original {
            constructor() {
                super();
                made.push(this);
            }
        };
    });
    afterEach(async () => {
        globalThis.AbortController = original;
        await closeAll();
    });

    const listeners = () => made.flatMap(({ signal }) => getEventListeners(signal, "abort")).length;

    it("serve one request after the other, and keep no listener", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        const send = transport();
        for (let count = 0; count < 5; count += 1) {
            await send(get(server.url));
        }
        await Promise.all([send(get(server.url)), send(get(server.url))]);
        assert.deepEqual([made.length, listeners()], [2, 0]);
    });

    it("do not serve a request after one that failed, timed out or stayed unread", async () => {
        const answers = [
            undefined,
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{",
            httpAnswer(200, {}, "{}"),
            "x\r\n\r\n",
        ];
        const server = await rawServer(() => (answers.length > 0 ? answers.shift() : httpAnswer(200, {}, "{}")));
        const send = transport(60);
        await disconnection(send(get(server.url)));
        await disconnection(send(get(server.url)));
        await send(get(server.url, { discardBody: true }));
        await disconnection(send(get(server.url)));
        assert.equal((await send(get(server.url))).status, 200);
        assert.equal(made.length, 5);
    });
});

describe("an abort signal", () => {
    afterEach(closeAll);

    it("prevents requests after it", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        const error = await disconnection(transport(5000, 8, AbortSignal.abort())(get(server.url)));
        assert.deepEqual([error.code, error.reachedServer, isRetryable(error)], ["ECANCELED", false, false]);
        assert.match(linesOf(error).what, /failed: cancelled before it was sent$/);
        assert.equal(server.connections(), 0);
    });

    for (const kind of ["hang", "endlessRead"] as const) {
        it(`ends a request in flight, and its connection: ${kind}`, async () => {
            const over: string[] = [];
            const simulator = await start({ onRequest: ({ route }) => over.push(route) });
            simulator.inject({ kind, route: "list" });
            const controller = new AbortController();
            const ended = disconnection(transport(3_600_000, 8, controller.signal)(get(simulator.url)));
            await until(() => simulator.count("list") === 1);
            controller.abort();
            const error = await ended;
            assert.deepEqual([error.code, error.reachedServer, isRetryable(error)], ["EINTR", true, false]);
            assert.match(linesOf(error).what, /failed: cancelled before the response came$/);
            await until(() => over.length === 1);
        });
    }

    it("ends requests that wait for a connection", async () => {
        const simulator = await start();
        simulator.inject({ kind: "hang", route: "list", times: Number.POSITIVE_INFINITY });
        const controller = new AbortController();
        const send = transport(3_600_000, 2, controller.signal);
        const ended = Array.from({ length: 6 }, () => disconnection(send(get(simulator.url))));
        await until(() => simulator.count("list") === 2);
        controller.abort();
        for (const error of await Promise.all(ended)) {
            assert.equal(error.code, "EINTR");
        }
        assert.equal(simulator.count("list"), 2);
    });

    it("that does not abort changes nothing", async () => {
        const server = await rawServer(() => httpAnswer(200, {}, "{}"));
        const send = transport(5000, 8, new AbortController().signal);
        assert.equal((await send(get(server.url))).status, 200);
    });
});

describe("Retry-After", () => {
    afterEach(closeAll);

    const now = Date.parse("2031-05-06T07:08:09Z");

    for (const [header, wanted] of [
        ["0", 0],
        ["7", 7000],
        [" 120 ", 120_000],
        ["1.5", 1500],
        ["Tue, 06 May 2031 07:08:39 GMT", 30_000],
        ["Tuesday, 06-May-31 07:08:39 GMT", 30_000],
        ["Tue May  6 07:08:39 2031 GMT", 30_000],
        ["Tue, 06 May 2031 07:00:00 GMT", 0],
        [null, undefined],
        ["", undefined],
        ["-5", undefined],
        ["soon", undefined],
        ["1e3", undefined],
        ["2031", 2_031_000],
        ["2031-05-06", undefined],
        ["NaN", undefined],
        ["Infinity", undefined],
    ] as const) {
        it(`is ${wanted === undefined ? "ignored" : `${wanted} ms`} for ${JSON.stringify(header)}`, () => {
            assert.equal(parseRetryAfter(header, now), wanted);
        });
    }

    it("is part of the response", async () => {
        const server = await rawServer(() => httpAnswer(429, { "Retry-After": "7" }, "{}"));
        assert.equal((await transport()(get(server.url))).retryAfterMs, 7000);
        const inAMinute = new Date(Date.now() + 60_000).toUTCString();
        const dated = await rawServer(() => httpAnswer(503, { "Retry-After": inAMinute }, "{}"));
        const ms = (await transport()(get(dated.url))).retryAfterMs ?? 0;
        assert.ok(ms > 57_000 && ms <= 60_000, String(ms));
    });
});
