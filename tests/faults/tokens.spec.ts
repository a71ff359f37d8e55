import assert from "node:assert/strict";
import { Vault } from "../../provider/src/client/vault";
import type { Settings } from "../../provider/src/settings/settings";
import { UnconfirmedError } from "../../provider/src/shared/errors";
import { closeAll, everything, type Opened, open, refusal, rejection, seeds } from "../unit/support/vault";
import { closeTokenEndpoints, type Granted, startTokenEndpoint, type TokenAnswer } from "./support/tokenEndpoint";

const close = () => closeTokenEndpoints().then(closeAll);

const disableAll = (vault: Vault, count: number) =>
    Promise.all(seeds(count).map(({ identifier }) => vault.disable(String(identifier))));
const allDisabledOnce = ({ simulator }: Opened) =>
    simulator.passwords().every(({ active, changes }) => !active && changes === 1);

/** Creates a vault client whose token endpoint answers by a function. */
async function openWithTokens(
    answer: (granted: Granted, earlier: number) => TokenAnswer,
    changes: Partial<Settings> = {},
): Promise<Opened> {
    const opened = await open({ passwords: seeds(5) });
    const tokenUrl = await startTokenEndpoint(opened.simulator, answer);
    const settings = { ...opened.settings, tokenUrl, ...changes };
    return { ...opened, settings, vault: new Vault(settings, { clock: opened.clock }) };
}

describe("a token for all calls", () => {
    afterEach(close);

    it("is requested once by parallel calls of all kinds", async () => {
        const { simulator, vault } = await open({ latencyMs: 20 });
        await Promise.all([vault.list(), vault.isInactive("340"), vault.disable("312"), vault.disable("313")]);
        assert.equal(simulator.count("token"), 1);
    });

    it("that is revoked during 100 calls is renewed once, and each call is sent at most twice", async () => {
        let over = 0;
        const onRequest = () => {
            over += 1;
            if (over === 30) {
                // The client renews a new token only after short waits.
                opened.clock.advance(5000);
                opened.simulator.revokeTokens();
            }
        };
        const opened: Opened = await open({ passwords: seeds(100), latencyMs: 1, onRequest });
        const { simulator, vault } = opened;
        await disableAll(vault, 100);
        assert.equal(simulator.count("token"), 2);
        assert.ok(allDisabledOnce(opened));
        for (const { identifier } of seeds(100)) {
            const sent = simulator.requests.filter((request) => request.identifier === identifier);
            assert.ok(sent.length <= 2, `${sent.length} requests for ${identifier}`);
        }
    });

    it("that cannot be renewed is one error for all calls, after one more request", async () => {
        const { simulator, vault } = await open({ passwords: seeds(20) });
        await vault.list();
        simulator.revokeTokens();
        simulator.setClientSecret("another");
        const errors = await Promise.all(seeds(20).map(({ identifier }) => refusal(vault.disable(String(identifier)))));
        assert.ok(errors.every(({ message }) => /^POST api\/oauth2\/token failed: 401/.test(message)));
        assert.equal(simulator.count("token"), 2);
        assert.ok(simulator.passwords().every(({ active }) => active));
    });

    it("that cannot be renewed leaves an earlier timeout unconfirmed", async () => {
        const { simulator, vault, clock } = await open();
        await vault.list();
        clock.advance(5000);
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        simulator.inject({ kind: "unauthorized401", route: "disable", after: 1 });
        simulator.inject({ kind: "unauthorized401", route: "token" });
        const error = await rejection(vault.disable("312"));
        assert.ok(error instanceof UnconfirmedError);
        assert.match(error.message, /POST api\/oauth2\/token failed: 401/);
        assert.equal(simulator.password(312).active, false);
    });

    it("is requested again by calls after an outage of the token endpoint", async () => {
        const { simulator, vault } = await open({ passwords: seeds(5) }, { maxRetries: 2 });
        simulator.inject({ kind: "timeout504", route: "token", times: 3 });
        const errors = await Promise.all(["1", "2", "3"].map((identifier) => refusal(vault.disable(identifier))));
        assert.deepEqual([...new Set(errors)].length, 1);
        assert.equal(simulator.count("token"), 3);
        await disableAll(vault, 5);
        assert.equal(simulator.count("token"), 4);
    });
});

describe("a token endpoint that is busy", () => {
    afterEach(close);

    it("is requested again after the seconds of Retry-After", async () => {
        const { simulator, vault, clock } = await open();
        simulator.inject({ kind: "rateLimit429", route: "token", retryAfter: "7", times: 2 });
        const start = clock.now();
        await vault.disable("312");
        assert.equal(clock.now() - start, 2 * 7125);
        assert.equal(simulator.count("token"), 3);
    });

    it("delays all calls together", async () => {
        const opened = await open({ passwords: seeds(50) });
        opened.simulator.inject({ kind: "rateLimit429", route: "token", retryAfter: "7", times: 3 });
        const start = opened.clock.now();
        await disableAll(opened.vault, 50);
        assert.equal(opened.simulator.count("token"), 4);
        assert.equal(opened.clock.now() - start, 3 * 7125);
        assert.ok(allDisabledOnce(opened));
    });
});

const lives: [what: string, granted: (granted: Granted) => object, seconds: number][] = [
    ["missing", ({ access_token }) => ({ access_token }), 3600],
    ["null", (granted) => ({ ...granted, expires_in: null }), 3600],
    ['"3600"', (granted) => ({ ...granted, expires_in: "3600" }), 3600],
    ['"1800"', (granted) => ({ ...granted, expires_in: "1800" }), 1800],
    ["1800", (granted) => ({ ...granted, expires_in: 1800 }), 1800],
    ['"abc"', (granted) => ({ ...granted, expires_in: "abc" }), 3600],
    ["negative", (granted) => ({ ...granted, expires_in: -1 }), 3600],
    ["0", (granted) => ({ ...granted, expires_in: 0 }), 3600],
    ["an object", (granted) => ({ ...granted, expires_in: { seconds: 60 } }), 3600],
];

describe("expires_in", () => {
    afterEach(close);

    for (const [what, form, seconds] of lives) {
        it(`${what} gives a token ${seconds} s, and the client renews it one minute earlier`, async () => {
            const { simulator, vault, clock } = await openWithTokens((granted) => ({ body: form(granted) }));
            await vault.disable("1");
            clock.advance((seconds - 61) * 1000);
            await vault.disable("2");
            assert.equal(simulator.count("token"), 1);
            clock.advance(2000);
            await vault.disable("3");
            assert.equal(simulator.count("token"), 2);
            assert.ok(simulator.requests.every(({ status }) => status === 200));
        });
    }

    it("of a token that the vault revokes earlier costs one renewal", async () => {
        const { simulator, vault } = await openWithTokens((granted) => ({ body: { ...granted, expires_in: 1e9 } }));
        await vault.disable("1");
        simulator.advance(3601);
        await disableAll(vault, 5);
        assert.equal(simulator.count("token"), 2);
    });
});

const unreadable: [what: string, answer: TokenAnswer][] = [
    ["a page of HTML", { headers: { "Content-Type": "text/html" }, body: "<h1>Sign in</h1>" }],
    ["no JSON at all", { headers: { "Content-Type": "text/plain" }, body: "token: tok-unread" }],
    ["an empty body", { body: "" }],
    ["JSON without a token", { body: { token_type: "Bearer", expires_in: 3600 } }],
    ["a token that is empty", { body: { access_token: "", expires_in: 3600 } }],
    ["a token that is an object", { body: { access_token: { value: "tok-unread" } } }],
    ["a list", { body: [{ access_token: "tok-unread" }] }],
    ["JSON that was cut", { body: '{"access_token":"tok-unread' }],
    ["a 504 with a page of HTML", { status: 504, headers: { "Content-Type": "text/html" }, body: "<h1>504</h1>" }],
];

describe("an access key that the gateway never accepts", () => {
    afterEach(close);

    for (const seconds of [1, 4, 3600]) {
        it(`costs few token requests, also with tokens of ${seconds} s`, async () => {
            const opened = await openWithTokens((granted) => ({ body: { ...granted, expires_in: seconds } }));
            opened.simulator.inject({ kind: "unauthorized401", route: "disable", times: Number.POSITIVE_INFINITY });
            const begun = opened.clock.now();
            await refusal(opened.vault.disable("1"));
            assert.ok(opened.simulator.count("token") <= 6, `${opened.simulator.count("token")} token requests`);
            assert.ok(opened.clock.now() - begun < 15_000);
        });
    }

    it("costs few token requests, also where other servers answer between", async () => {
        const { simulator, vault } = await open({ passwords: seeds(60) });
        simulator.inject({ kind: "unavailable503", route: "disable", rate: 0.2 });
        simulator.inject({ kind: "unauthorized401", route: "disable", times: Number.POSITIVE_INFINITY });
        await Promise.all(seeds(60).map(({ identifier }) => rejection(vault.disable(String(identifier)))));
        assert.ok(simulator.count("token") <= 3, `${simulator.count("token")} token requests`);
    });
});

describe("a token that no header can carry", () => {
    afterEach(close);

    for (const token of ["tok\n-unread", "tok unread", "tök-unread", "tok-unread\u0000"]) {
        it(`is a final error of the token endpoint that does not show it: ${JSON.stringify(token)}`, async () => {
            const { simulator, vault } = await openWithTokens(() => ({ body: { access_token: token } }));
            const error = await refusal(vault.disable("1"));
            assert.match(
                error.message,
                /^POST login\/token failed: 200\b.*\nCause: the access token contains characters/,
            );
            assert.equal(everything(error).includes("unread"), false);
            assert.deepEqual([simulator.count("token"), simulator.count("disable")], [1, 0]);
        });
    }
});

describe("an OAuth error that asks for a later attempt", () => {
    afterEach(close);

    for (const error of ["temporarily_unavailable", "slow_down"]) {
        it(`is retried: ${error}`, async () => {
            const { simulator, vault } = await openWithTokens((granted, earlier) =>
                earlier < 2 ? { status: 400, body: { error } } : { body: granted },
            );
            await vault.disable("1");
            assert.equal(simulator.count("token"), 3);
        });
    }
});

describe("a response of the token endpoint without a token", () => {
    afterEach(close);

    for (const [what, answer] of unreadable) {
        it(`is retried: ${what}`, async () => {
            const { simulator, vault } = await openWithTokens((granted, earlier) =>
                earlier < 2 ? answer : { body: granted },
            );
            await disableAll(vault, 5);
            assert.equal(simulator.count("token"), 3);
            assert.equal(simulator.count("disable"), 5);
        });

        it(`is a final error that does not show the body: ${what}`, async () => {
            const { simulator, vault } = await openWithTokens(() => answer, { maxRetries: 2 });
            const error = await refusal(vault.disable("1"));
            assert.match(error.message, new RegExp(`^POST login/token failed: ${answer.status ?? 200}\\b`));
            assert.equal(everything(error).includes("tok-unread"), false);
            assert.equal(simulator.count("token"), 3);
            assert.equal(simulator.count("disable"), 0);
        });
    }
});
