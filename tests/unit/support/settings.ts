import assert from "node:assert/strict";
import { readSettings, type Settings } from "../../../provider/src/settings/settings";
import type { TlsSettings } from "../../../provider/src/settings/tlsSettings";
import { ConfigError } from "../../../provider/src/shared/errors";

/** A stack configuration, by key. */
export type Config = Readonly<Record<string, string | undefined>>;

/** The required settings. */
export const complete: Config = {
    "mysafe:url": "https://vault.example.com",
    "mysafe:clientId": "ci-client",
    "mysafe:clientSecret": "cs-0123456789abcdef",
};

/** The TLS settings by default. */
export const plainTls: TlsSettings = { ca: undefined };

/** Reads the {@link complete} settings with some changes. */
export function read(config: Config = {}, env: Record<string, string> = {}): Settings {
    const all: Config = { ...complete, ...config };
    return readSettings((key) => all[key], env);
}

/** Returns the problems of settings. Fails if there is none. */
export function problemsOf(config: Config, env: Record<string, string> = {}): readonly string[] {
    try {
        read(config, env);
    } catch (error) {
        assert.ok(error instanceof ConfigError, String(error));
        return error.problems;
    }
    throw new Error("the settings have no problem");
}

/** Returns the only problem of settings. */
export function problemOf(config: Config, env: Record<string, string> = {}): string {
    const problems = problemsOf(config, env);
    assert.equal(problems.length, 1, problems.join("\n"));
    return problems[0] ?? "";
}
