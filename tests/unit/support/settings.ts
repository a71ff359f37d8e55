import assert from "node:assert/strict";
import { readSettings, type Settings } from "../../../provider/src/settings/settings";
import type { TlsSettings } from "../../../provider/src/settings/tlsSettings";
import { ConfigError } from "../../../provider/src/shared/errors";

/** Settings that are enough. */
export const complete: Readonly<Record<string, unknown>> = {
    "mysafe:url": "https://vault.example.com",
    "mysafe:clientId": "ci-client",
    "mysafe:clientSecret": "cs-0123456789abcdef",
};

/** No setting of TLS: what Node does by itself. */
export const plainTls: TlsSettings = {
    ca: undefined,
    cert: undefined,
    key: undefined,
    pfx: undefined,
    passphrase: undefined,
};

/** Reads {@link complete} settings, some of them changed. */
export function read(config: Record<string, unknown> = {}, env: Record<string, string> = {}): Settings {
    const all: Record<string, unknown> = { ...complete, ...config };
    return readSettings((key) => all[key], env);
}

/** What is wrong with settings; fails if nothing is. */
export function problemsOf(config: Record<string, unknown>, env: Record<string, string> = {}): readonly string[] {
    try {
        read(config, env);
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.problems;
    }
    throw new Error("nothing is found wrong");
}

/** The one thing that is wrong with settings. */
export function problemOf(config: Record<string, unknown>, env: Record<string, string> = {}): string {
    const problems = problemsOf(config, env);
    assert.equal(problems.length, 1, problems.join("\n"));
    return problems[0] ?? "";
}
