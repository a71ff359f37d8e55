/** Helpers for the stories of other clients. */
import assert from "node:assert/strict";
import type { Simulator } from "mysafe-simulator";

/** A client secret that each encoding changes. */
export const awkwardSecret = 'cs-p+q %41:/="&';

/** Fails if the vault's request log contains a secret in any encoding. */
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
    // JSON escapes characters too.
    const found = secrets.filter((secret) => log.includes(secret) || log.includes(JSON.stringify(secret).slice(1, -1)));
    assert.deepEqual(found, []);
    assert.deepEqual(vault.secretsServed, []);
}
