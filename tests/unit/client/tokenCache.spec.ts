import assert from "node:assert/strict";
import { createTokenCache } from "../../../provider/src/client/tokenCache";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { rejection } from "../support/vault";

/** Creates a token cache whose endpoint returns "tok-1", "tok-2", …, or throws. */
function start(expiresInSeconds = 3600, failures: (Error | undefined)[] = [], latencySeconds = 0) {
    let now = 5000;
    let count = 0;
    async function request() {
        count += 1;
        const accessToken = `tok-${count}`;
        await new Promise((resolve) => setImmediate(resolve));
        now += latencySeconds * 1000;
        const failure = failures[count - 1];
        if (failure) {
            throw failure;
        }
        return { accessToken, expiresInSeconds };
    }
    return {
        tokens: createTokenCache(request, () => now),
        count: () => count,
        advance(seconds: number) {
            now += seconds * 1000;
        },
    };
}

const rejected = (status: number) =>
    new VaultError({ request: "POST api/oauth2/token", status, vaultMessage: "invalid_client" });
const many = Array.from({ length: 50 });

describe("a token cache", () => {
    it("requests one token at the first use, for all calls", async () => {
        const { tokens, count } = start();
        assert.equal(count(), 0);
        const used = await Promise.all(many.map(() => tokens.get()));
        used.push(await tokens.get());
        assert.deepEqual([...new Set(used)], ["tok-1"]);
        assert.equal(count(), 1);
    });

    for (const [title, lifetime, latency, validSeconds] of [
        ["one minute before it expires", 3600, 0, 3540],
        ["after nine tenths of a short lifetime", 30, 0, 27],
        ["by the time of its request", 3600, 100, 3440],
    ] as const) {
        it(`renews a token ${title}, once for all calls`, async () => {
            const { tokens, count, advance } = start(lifetime, [], latency);
            const token = await tokens.get();
            advance(validSeconds - 0.1);
            assert.equal(await tokens.get(), token);
            assert.equal(tokens.isCurrent(token), true);
            advance(0.1);
            assert.equal(tokens.isCurrent(token), false);
            const used = await Promise.all(many.map(() => tokens.get()));
            assert.deepEqual([...new Set(used)], ["tok-2"]);
            assert.equal(count(), 2);
        });
    }

    it("renews a rejected token once for all calls that hold it", async () => {
        const { tokens, count } = start();
        const old = await tokens.get();
        const renewals = many.map(() => tokens.renew(old));
        const used = await Promise.all([...renewals, tokens.get()]);
        used.push(await tokens.renew(old));
        assert.deepEqual([...new Set(used)], ["tok-2"]);
        assert.equal(count(), 2);
        tokens.accepted("tok-2");
        assert.equal(await tokens.renew("tok-2"), "tok-3");
    });

    it("renews no token in place of one that was never accepted", async () => {
        const { tokens, count } = start();
        await tokens.renew(await tokens.get());
        assert.equal(await tokens.renew("tok-2"), undefined);
        assert.equal(await tokens.renew("tok-1"), "tok-2");
        assert.equal(count(), 2);
    });

    it("keeps a rejection of the token endpoint for all later calls", async () => {
        const failure = rejected(401);
        const { tokens, count } = start(3600, [failure]);
        const errors = await Promise.all(many.map(() => rejection(tokens.get())));
        errors.push(await rejection(tokens.get()), await rejection(tokens.renew("tok-0")));
        assert.deepEqual([...new Set(errors)], [failure]);
        assert.equal(count(), 1);
    });

    const explanation = { cause: "c", solution: "s" };
    const transient: [string, Error][] = [
        ["an outage", rejected(503)],
        [
            "an outage under another status",
            new VaultError({ request: "POST t", status: 404, vaultMessage: "", gateway: "upstream" }),
        ],
        [
            "a cut",
            new ConnectionError({ request: "POST t", code: "ECONNRESET", reachedServer: true }, "cut", explanation),
        ],
    ];
    for (const [title, failure] of transient) {
        it(`forgets ${title}`, async () => {
            const { tokens, count } = start(3600, [failure]);
            const errors = await Promise.all(many.map(() => rejection(tokens.get())));
            assert.deepEqual([...new Set(errors)], [failure]);
            assert.equal(await tokens.get(), "tok-2");
            assert.equal(count(), 2);
        });
    }
});
