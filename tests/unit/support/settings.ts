import assert from "node:assert/strict";
import { readSettings, type Settings } from "../../../provider/src/settings/settings";
import type { TlsSettings } from "../../../provider/src/settings/tlsSettings";
import { ConfigError } from "../../../provider/src/shared/errors";

/** The required settings. */
export const complete: Readonly<Record<string, unknown>> = {
    "mysafe:url": "https://vault.example.com",
    "mysafe:clientId": "ci-client",
    "mysafe:clientSecret": "cs-0123456789abcdef",
};

/** Node's defaults of TLS. */
export const plainTls: TlsSettings = {
    ca: undefined,
    cert: undefined,
    key: undefined,
    pfx: undefined,
    passphrase: undefined,
};

/** Reads {@link complete} settings with some changes. */
export function read(config: Record<string, unknown> = {}, env: Record<string, string> = {}): Settings {
    const all: Record<string, unknown> = { ...complete, ...config };
    return readSettings((key) => all[key], env);
}

/** Returns the problems of settings; fails where there is none. */
export function problemsOf(config: Record<string, unknown>, env: Record<string, string> = {}): readonly string[] {
    try {
        read(config, env);
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.problems;
    }
    throw new Error("the settings have no problem");
}

/** Returns the only problem of settings. */
export function problemOf(config: Record<string, unknown>, env: Record<string, string> = {}): string {
    const problems = problemsOf(config, env);
    assert.equal(problems.length, 1, problems.join("\n"));
    return problems[0] ?? "";
}
