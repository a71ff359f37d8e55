import assert from "node:assert/strict";
import { retryDelayMs } from "../../provider/src/client/retry";
import type { HttpResponse, Transport } from "../../provider/src/client/transport";
import { Vault } from "../../provider/src/client/vault";
import { settingsOf, vaultBody } from "../unit/support/vault";
import { type EventClock, eventClock } from "./support/eventClock";

/** A gateway that limits the calls of each window, and sends the start of the next one. */
interface Limit {
    calls: number;
    windowSeconds: number;
    latencyMs: number;
}

/** Returns the gateway's transport, and the number of requests that it rejected. */
function limited({ calls, windowSeconds, latencyMs }: Limit, clock: EventClock) {
    const count = { sent: 0, refused: 0 };
    let window = 0;
    let passed = 0;

    function answer(name: string): Partial<HttpResponse> {
        if (name.endsWith("/token")) {
            return { body: '{"access_token":"tok","expires_in":3600}' };
        }
        count.sent += 1;
        const current = Math.floor(clock.now() / (windowSeconds * 1000));
        passed = current === window ? passed : 0;
        window = current;
        if (passed < calls) {
            passed += 1;
            return { body: JSON.stringify(vaultBody(200, "Password successfully deactivated")) };
        }
        count.refused += 1;
        const leftSeconds = Math.ceil((current + 1) * windowSeconds - clock.now() / 1000);
        return { status: 429, retryAfterMs: leftSeconds * 1000, body: '{"message":"API rate limit exceeded"}' };
    }

    const transport: Transport = async ({ name }) => {
        await clock.sleep(latencyMs / 2);
        const answered = answer(name);
        await clock.sleep(latencyMs / 2);
        const nothing = { body: "", retryAfterMs: undefined, requestId: undefined, location: undefined };
        return { status: 200, ...nothing, ...answered };
    };
    return { transport, count };
}

describe("a rate limit by windows", function () {
    this.timeout(60_000);

    const limits: [passwords: number, together: number, limit: Limit][] = [
        [500, 500, { calls: 60, windowSeconds: 60, latencyMs: 10 }],
        [500, 16, { calls: 60, windowSeconds: 60, latencyMs: 10 }],
        [200, 200, { calls: 20, windowSeconds: 60, latencyMs: 20 }],
        [200, 16, { calls: 20, windowSeconds: 60, latencyMs: 200 }],
        [200, 200, { calls: 10, windowSeconds: 10, latencyMs: 20 }],
        [1500, 500, { calls: 1000, windowSeconds: 90, latencyMs: 20 }],
    ];

    for (const [passwords, together, limit] of limits) {
        for (const chance of [0, 0.5, 0.99]) {
            const { calls, windowSeconds, latencyMs } = limit;
            it(`rejects each call at most once and fails none: ${calls} in ${windowSeconds} s, ${passwords} passwords, ${together} at once, ${latencyMs} ms, random ${chance}`, async () => {
                const clock = eventClock(() => chance);
                const { transport, count } = limited(limit, clock);
                const connection = { url: "http://localhost", clientId: "id", clientSecret: "cs", tenant: undefined };
                const settings = settingsOf(connection);
                const vault = new Vault(settings, { transport, clock });
                let next = 0;
                const worker = async () => {
                    while (next < passwords) {
                        next += 1;
                        await vault.disable(String(next));
                    }
                };
                await clock.during(Promise.all(Array.from({ length: together }, worker)));
                assert.equal(count.sent - count.refused, passwords);
                const windows = Math.ceil(passwords / calls);
                assert.ok(count.refused <= windows * settings.maxConcurrency, `${count.refused} refused`);
                const jitterMs = retryDelayMs(1, 0, chance);
                const mostMs = windows * (windowSeconds * 1000 + 1000 + jitterMs + passwords * latencyMs);
                assert.ok(clock.now() <= mostMs, `${clock.now()} ms`);
            });
        }
    }
});
