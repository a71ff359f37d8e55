/** What the stories of foreign clients share. */
import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";

/** A client secret that is another text wherever a client or the vault encodes it in a way of its own. */
export const awkwardSecret = 'cs-p+q %41:/="&';

/** Fails where the vault's log of requests holds a secret that it met or gave, in any of its spellings. */
export function assertNoSecretLogged(vault: Simulator): void {
    const { clientId, clientSecret, issuedTokens } = vault;
    const log = JSON.stringify(vault.requests);
    const basics = [`${clientId}:${clientSecret}`, `${clientId}:${encodeURIComponent(clientSecret)}`];
    const secrets = [
        ...issuedTokens,
        ...vault.passwords().map(({ secret }) => secret),
        clientSecret,
        encodeURIComponent(clientSecret),
        new URLSearchParams({ clientSecret }).toString().slice("clientSecret=".length),
        ...basics.map((basic) => Buffer.from(basic).toString("base64")),
    ];
    // JSON has its own spelling too.
    const found = secrets.filter((secret) => log.includes(secret) || log.includes(JSON.stringify(secret).slice(1, -1)));
    assert.deepEqual(found, []);
    assert.deepEqual(vault.secretsServed, []);
}
