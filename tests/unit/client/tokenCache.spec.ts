import assert from "node:assert/strict";
import { createTokenCache, type TokenCache } from "../../../provider/src/client/tokenCache";
import { ConnectionError, VaultError } from "../../../provider/src/shared/errors";
import { rejection } from "../support/vault";

interface Asked {
    source: TokenCache;
    /** How many times the token endpoint was asked. */
    count(): number;
    advance(seconds: number): void;
}

/** A token source whose endpoint answers "tok-1", "tok-2", …, or throws. */
function tokens(expiresInSeconds = 3600, failures: (Error | undefined)[] = [], latencySeconds = 0): Asked {
    let now = 5000;
    let count = 0;
    const source = createTokenCache(
        async () => {
            count += 1;
            const accessToken = `tok-${count}`;
            await new Promise((resolve) => setImmediate(resolve));
            now += latencySeconds * 1000;
            const failure = failures[count - 1];
            if (failure) {
                throw failure;
            }
            return { accessToken, expiresInSeconds };
        },
        () => now,
    );
    return {
        source,
        count: () => count,
        advance(seconds) {
            now += seconds * 1000;
        },
    };
}

const refused = (status: number) =>
    new VaultError({ request: "POST api/oauth2/token", status, vaultMessage: "invalid_client" });
const many = Array.from({ length: 50 });

describe("the token", () => {
    it("is not asked for before somebody needs it", () => {
        assert.equal(tokens().count(), 0);
    });

    it("is asked for once, however many need it at once and later", async () => {
        const { source, count } = tokens();
        const got = await Promise.all(many.map(() => source.get()));
        got.push(await source.get());
        assert.deepEqual([...new Set(got)], ["tok-1"]);
        assert.equal(count(), 1);
    });

    it("is used until a minute before it expires", async () => {
        const { source, count, advance } = tokens(3600);
        await source.get();
        advance(3539);
        assert.equal(await source.get(), "tok-1");
        advance(1);
        assert.equal(await source.get(), "tok-2");
        assert.equal(count(), 2);
    });

    it("with a short life is used for nine tenths of it", async () => {
        const { source, advance } = tokens(30);
        await source.get();
        advance(26.9);
        assert.equal(await source.get(), "tok-1");
        advance(0.1);
        assert.equal(await source.get(), "tok-2");
    });

    it("lives from when it was asked for, since its answer can be late", async () => {
        const { source, advance } = tokens(3600, [], 100);
        await source.get();
        advance(3440);
        assert.equal(await source.get(), "tok-2");
    });

    it("that expired is asked for once for all", async () => {
        const { source, count, advance } = tokens();
        await source.get();
        advance(3600);
        const got = await Promise.all(many.map(() => source.get()));
        assert.deepEqual([...new Set(got)], ["tok-2"]);
        assert.equal(count(), 2);
    });

    it("that was refused is renewed once for all who hold it", async () => {
        const { source, count } = tokens();
        const old = await source.get();
        const got = await Promise.all(many.map(() => source.renew(old)));
        got.push(await source.renew(old), await source.get());
        assert.deepEqual([...new Set(got)], ["tok-2"]);
        assert.equal(count(), 2);
    });

    it("is not handed out any more while its renewal is under way", async () => {
        const { source, count } = tokens();
        const renewal = source.renew(await source.get());
        assert.deepEqual(await Promise.all([source.get(), renewal]), ["tok-2", "tok-2"]);
        assert.equal(count(), 2);
    });

    it("is renewed again when the new one is refused too", async () => {
        const { source } = tokens();
        assert.equal(await source.renew(await source.get()), "tok-2");
        assert.equal(await source.renew("tok-2"), "tok-3");
    });
});

describe("a token that cannot be had", () => {
    for (const status of [400, 401, 403]) {
        it(`because of ${status} is asked for once and reported to all, then and later`, async () => {
            const failure = refused(status);
            const { source, count } = tokens(3600, [failure, failure, failure]);
            const errors = await Promise.all(many.map(() => rejection(source.get())));
            errors.push(await rejection(source.get()), await rejection(source.renew("tok-0")));
            assert.deepEqual([...new Set(errors)], [failure]);
            assert.equal(count(), 1);
        });
    }

    const passing: [string, Error][] = [
        ["the vault was down", refused(503)],
        [
            "the gateway was late, under a proxy's status",
            new VaultError({ request: "POST t", status: 404, vaultMessage: "", gateway: "upstream" }),
        ],
        [
            "the connection was cut",
            new ConnectionError({ request: "POST t", errno: "ECONNRESET", neverSent: false }, "cut", {
                cause: "c",
                solution: "s",
            }),
        ],
    ];
    for (const [reason, failure] of passing) {
        it(`because ${reason} is reported to all who wait, and asked for anew by the next`, async () => {
            const { source, count } = tokens(3600, [failure]);
            const errors = await Promise.all(many.map(() => rejection(source.get())));
            assert.deepEqual([...new Set(errors)], [failure]);
            assert.equal(await source.get(), "tok-2");
            assert.equal(count(), 2);
        });
    }
});
