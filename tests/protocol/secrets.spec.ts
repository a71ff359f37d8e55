import assert from "node:assert/strict";
import { inputsOfOne, inputsOfSet, providerText } from "./support/inputs";
import { closeStages, openStage } from "./support/stage";

/** A secret that a form and a URL encode differently. */
const clientSecret = "cs-planted/+ &=<secret>\"é'%";
const encodedAsForm = new URLSearchParams({ client_secret: clientSecret }).toString();

/** Returns the forms in which a secret can appear, with its beginning. */
function formsOf(secret: string): string[] {
    return [
        secret,
        Buffer.from(secret).toString("latin1"),
        new URLSearchParams({ "": secret }).toString().slice(1),
        encodeURIComponent(secret),
        encodeURI(secret),
        JSON.stringify(secret).slice(1, -1),
        Buffer.from(secret).toString("base64"),
        secret.slice(0, 12),
    ];
}

describe("the client secret, the token and the secrets of passwords", () => {
    after(closeStages);

    it("appear in no response, error or output of any operation", async () => {
        const { vault, provider } = await openStage({ clientSecret }, { "mysafe:maxRetries": "0" });
        for (const identifier of ["312", "404", "9999", "abc"]) {
            const news = { identifier, __provider: providerText("passwordDisablement") };
            await provider.check({}, { ...news, __caller: { phase: "preview", place: 0, name: "p" } });
        }
        const { id, outputs } = await provider.create(inputsOfOne(312));
        await provider.diff(id, outputs, inputsOfOne(312));
        await provider.read(id, outputs);
        await provider.update(id, outputs, outputs);
        await provider.delete(id, { ...outputs, onDestroy: "restore" });
        await assert.rejects(provider.create(inputsOfSet([313, 404, 9999])));

        const echoes = [vault.issuedTokens.at(-1), clientSecret, encodedAsForm];
        for (const echo of echoes) {
            vault.inject({ kind: "error500", route: "disable", message: `You sent ${echo}.` });
            await assert.rejects(provider.create(inputsOfOne(312)), /You sent .*\[secret\]\./);
            vault.inject({ kind: "timeout504", route: "disable", bodyKind: "html", message: `You sent ${echo}.` });
            await assert.rejects(provider.create(inputsOfOne(312)), /failed: 504/);
        }
        vault.revokeTokens();
        vault.inject({ kind: "error500", route: "token", message: `You sent ${encodedAsForm}.` });
        await assert.rejects(provider.create(inputsOfOne(312)), /oauth2\/token failed: 500 "You sent /);

        assert.deepEqual(vault.secretsServed, []);
        const text = [provider.responses(), provider.stdout(), provider.stderr()].join("\n");
        const secrets = [clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
        const shown = secrets.flatMap(formsOf).filter((form) => text.includes(form));
        assert.deepEqual(shown, []);
    });
});
