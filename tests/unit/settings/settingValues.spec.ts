import assert from "node:assert/strict";
import { createCore } from "../support/core";

/** A problem of a value, or the URL that it is read as. */
type Answer = { refused: string } | { read: string };

const urls: readonly [value: string, answer: Answer][] = [
    ["https://vault.example.com", { read: "https://vault.example.com" }],
    ["https://vault.example.com/", { read: "https://vault.example.com" }],
    ["https://vault.example.com//", { read: "https://vault.example.com" }],
    ["HTTPS://Vault.Example.COM:443/", { read: "https://vault.example.com" }],
    ["https://vault.example.com:8443", { read: "https://vault.example.com:8443" }],
    ["https://proxy.example.com/vault/", { read: "https://proxy.example.com/vault" }],
    ["https://vault.example.com/a/../b", { read: "https://vault.example.com/b" }],
    ["http://127.0.0.1:8080", { read: "http://127.0.0.1:8080" }],
    ["http://localhost:8080", { read: "http://localhost:8080" }],
    ["http://vault.example.com", { refused: "starts with http:, which sends the client secret unencrypted" }],
    ["http://127.0.0.1.example.com", { refused: "starts with http:, which sends the client secret unencrypted" }],
    ["vault.example.com", { refused: "is not a URL" }],
    ["https:vault.example.com", { refused: "is not a URL" }],
    ["https://", { refused: "is not a URL" }],
    ["ftp://vault.example.com", { refused: "starts with ftp:" }],
    ["https://vault.example.com/api", { refused: "contains the API path /api" }],
    ["https://vault.example.com/api/mysafe/password", { refused: "contains the API path /api/mysafe/password" }],
    ["https://proxy.example.com/vault/api/oauth2/token", { refused: "contains the API path /vault/api/oauth2/token" }],
    ["https://vault .example.com", { refused: "is not a URL" }],
    ["https://vault.example.com\\@evil.example.com", { refused: "is not a URL" }],
    ["https://vault.example.com/?tenant=acme", { refused: 'contains "?" or "#"' }],
    ["https://vault.example.com/?", { refused: 'contains "?" or "#"' }],
    ["https://vault.example.com/#top", { refused: 'contains "?" or "#"' }],
    ["https://admin:secret@vault.example.com", { refused: "contains a user name or password" }],
    ['["https://vault.example.com"]', { refused: "is not a URL" }],
    ['{"host": "vault.example.com"}', { refused: "is not a URL" }],
];

/** The values of other settings, with their problems; undefined for a valid value. */
const others: readonly [name: string, value: string, problem?: string][] = [
    ["clientId", "", "mysafe:clientId is missing"],
    ["clientId", '{"id": "a"}', "must be a single value"],
    ["clientSecret", "", "mysafe:clientSecret is missing"],
    ["clientSecret", '["a"]'],
    ["tenant", '["a"]', "must be a single value"],
    ["timeoutSeconds", "0.5"],
    ["timeoutSeconds", "soon", 'is "soon": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "0", 'is "0": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "-1", 'is "-1": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "1e3", 'is "1e3": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "0x10", 'is "0x10": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "30s", 'is "30s": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "true", 'is "true": it must be a number of seconds from 0.1 to 3600.'],
    ["timeoutSeconds", "[30]", 'is "[30]": it must be a number of seconds from 0.1 to 3600.'],
    ["maxRetries", "0"],
    ["maxRetries", "1.5", 'is "1.5": it must be a whole number of retries from 0 to 100.'],
    ["maxRetries", "-1", 'is "-1": it must be a whole number of retries from 0 to 100.'],
    ["maxRetries", "101", 'is "101": it must be a whole number of retries from 0 to 100.'],
    ["maxRetrySeconds", "never", 'is "never": it must be a number of seconds from 0 to 86400.'],
    ["maxPreviewReads", "0"],
    ["maxPreviewReads", "-1", 'is "-1": it must be a whole number of reads from 0 to 1000000.'],
    ["maxConcurrency", "0", 'is "0": it must be a whole number of requests from 1 to 256.'],
    ["maxConcurrency", "257", 'is "257": it must be a whole number of requests from 1 to 256.'],
    ["preflight", "off"],
    ["preflight", "yes", 'is "yes": it must be strict, warn or off.'],
    ["preflight", "Strict", 'is "Strict": it must be strict, warn or off.'],
    ["detectDrift", "false"],
    ["detectDrift", "off", 'is "off": it must be true or false.'],
    ["maxDisablements", "0"],
    ["maxDisablements", "-1", 'is "-1": it must be a whole number of passwords from 0 to 1000000.'],
    ["maxDisablements", "all", 'is "all": it must be a whole number of passwords from 0 to 1000000.'],
    ["neverDisable", ""],
    ["neverDisable", "340, tag:break glass"],
    ["neverDisable", '["340", "tag:break glass"]'],
    [
        "neverDisable",
        "root",
        'entry 1 of mysafe:neverDisable (stack config) is "root": it must be an identifier, tag:…, username:… or name:…',
    ],
    ["neverDisable", "tags:x", 'is "tags:x": it must be an identifier, tag:…, username:… or name:…'],
    ["neverDisable", "tag:", 'is "tag:": it must be an identifier, tag:…, username:… or name:…'],
    ["neverDisable", '{"tag": "x"}', "must be a list of texts, or values separated by commas."],
    ["allowDuplicates", "true"],
    ["allowDuplicates", "allow", 'is "allow": it must be true or false.'],
    ["formerUrls", "https://old.example.com, https://older.example.com"],
    [
        "formerUrls",
        "https://old.example.com/api",
        "entry 1 of mysafe:formerUrls (stack config) contains the API path /api",
    ],
    ["debug", "true"],
    ["debug", "1", 'is "1": it must be true or false.'],
    ["caFile", "nowhere.pem", 'is "nowhere.pem": there is no such file'],
    ["caPem", "company-ca", "contains no certificate in PEM form"],
    ["clientCertFile", "nowhere.pem", 'is "nowhere.pem": there is no such file'],
    ["clientKeyFile", "nowhere.key", "has no certificate"],
    ["clientPfxFile", "nowhere.pfx", 'is "nowhere.pfx": there is no such file'],
];

describe("a value of a setting", () => {
    for (const [value, answer] of urls) {
        it(`is ${"read" in answer ? "accepted" : "refused"}: mysafe:url ${value}`, () => {
            const { problem, url } = readSetting("url", value);
            if ("read" in answer) {
                assert.deepEqual({ problem, url }, { problem: undefined, url: answer.read });
            } else {
                assertProblem(problem, answer.refused);
                // A URL can contain a password.
                assert.doesNotMatch(problem ?? "", /secret@|tenant=acme/);
            }
        });
    }

    for (const [name, value, expected] of others) {
        it(`is ${expected === undefined ? "accepted" : "refused"}: mysafe:${name} ${value}`, () => {
            const { problem } = readSetting(name, value);
            if (expected === undefined) {
                assert.equal(problem, undefined);
            } else {
                assertProblem(problem, expected);
            }
        });
    }
});

function assertProblem(problem: string | undefined, part: string): void {
    assert.ok(problem?.includes(part), `"${problem}" does not contain "${part}"`);
}

/** Reads all settings with one value that is not the default. */
function readSetting(name: string, value: string): { problem?: string; url?: string } {
    try {
        return { url: createCore({ [name]: value }).context.settings().url };
    } catch (error) {
        return { problem: (error as Error).message };
    }
}
