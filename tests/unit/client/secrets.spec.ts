import assert from "node:assert/strict";
import {
    closeAll,
    everything,
    open,
    refusal,
    rejection,
    type Scripted,
    scripted,
    vaultBody,
    withToken,
} from "../support/vault";

describe("the secrets of a request", () => {
    afterEach(closeAll);

    function rejectedWith(response: Scripted, secret?: string): Promise<Error> {
        const respond = withToken(() => ({ status: 400, ...response }));
        return refusal(scripted(respond, {}, secret).vault.disable("312"));
    }

    it("are in no error and no log, even if a response repeats them", async () => {
        const { simulator, vault, settings, logged } = await open({}, { debug: true });
        await vault.list();
        const token = simulator.issuedTokens[0] ?? "";
        const message = `You sent ${token} and ${settings.clientSecret.reveal()}, twice ${token}`;
        const errors: Error[] = [];
        for (const kind of ["error500", "error200", "timeout504"] as const) {
            simulator.inject({ kind, route: "disable", message, times: kind === "timeout504" ? 99 : 1 });
            errors.push(await rejection(vault.disable("312")));
            simulator.clearFaults();
        }
        simulator.inject({ kind: "redirect302", route: "disable", location: `https://login.example.com/${token}` });
        errors.push(await refusal(vault.disable("312")));
        for (const text of errors.map(everything)) {
            assert.doesNotMatch(text, /tok-[0-9a-f]|cs-[0-9a-f]/);
            assert.match(text, /\[secret\]/);
        }
        assert.match(logged.join("\n"), /waiting for the vault: .*\[secret\]/);
        assert.doesNotMatch(logged.join("\n"), /tok-[0-9a-f]|cs-[0-9a-f]/);
    });

    it("are in no warning about an unexpected success message", async () => {
        const { vault, logged } = scripted(withToken(() => ({ body: vaultBody(200, "Done with tok-scripted") })));
        await vault.disable("312");
        assert.match(logged.join("\n"), /"Done with \[secret\]"/);
    });

    it("are not shown in part if a message is truncated", async () => {
        const secret = `cs-${"a1".repeat(60)}`;
        const body = { message: `${"x".repeat(150)} ${secret}` };
        assert.doesNotMatch((await rejectedWith({ body }, secret)).message, /cs-a1/);
    });

    it("are not shown as the request id", async () => {
        for (const requestId of ["tok-scripted", "cs-scripted", "x\nCause: forged", "x".repeat(5000)]) {
            for (const response of [{ requestId }, { body: { message: "no", request_id: requestId } }]) {
                const { message } = await rejectedWith(response);
                assert.doesNotMatch(message, /request id/);
                assert.equal(message.split("\n").length, 3);
            }
        }
    });

    it("are not shown of a redirect, nor its user and query", async () => {
        const location = "https://me:hunter2@login.example.com/tok-scripted?state=PLANTED#top";
        const { message } = await rejectedWith({ status: 302, location });
        assert.match(message, /failed: 302 "redirect to https:\/\/login\.example\.com\/\[secret\]"/);
    });

    for (const [title, body] of [
        ["JSON that was cut", '{"token_type":"Bearer","expires_in":3600,"access_token":"tok-unread'],
        ["a form", "access_token=tok-unread&token_type=Bearer"],
        ["a message", { message: "tok-unread" }],
    ] as const) {
        it(`are not shown of a token response that is ${title}`, async () => {
            const { vault } = scripted(() => ({ body }), { maxRetries: 1 });
            assert.equal(everything(await rejection(vault.disable("312"))).includes("tok-unread"), false);
        });
    }

    it("are not shown by the client itself", async () => {
        const { vault, settings, simulator } = await open();
        await vault.list();
        const shown = everything(vault);
        assert.equal(shown.includes(settings.clientSecret.reveal()), false);
        assert.equal(shown.includes(simulator.issuedTokens[0] ?? ""), false);
    });

    it("are sent in the body of the token request and in headers, and in no URL", async () => {
        const { vault, requests } = scripted(withToken(() => ({ body: vaultBody(200, "Password enabled") })));
        await vault.disable("312");
        assert.ok(requests.every(({ url, name }) => !/cs-|tok-/.test(url + name)));
        assert.match(requests[0]?.body ?? "", /client_secret=cs-scripted/);
        assert.deepEqual(requests[1]?.headers, { authorization: "Bearer tok-scripted" });
        assert.equal(requests[1]?.body, undefined);
    });
});
