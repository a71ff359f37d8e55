/** Finds Go, which makes the language hosts and the SDKs. */
import { spawnSync } from "node:child_process";

/** The environment of Go's commands in the tests: their modules come from the proxy, and no C compiler is needed. */
export const goVariables = { CGO_ENABLED: "0", GOFLAGS: "-mod=mod", GOWORK: "off" };

/** Returns why there is no usable Go on PATH, or undefined. */
export function whyNoGo(): string | undefined {
    const { error, status } = spawnSync("go", ["version"], { encoding: "utf8" });
    return error || status !== 0 ? "there is no go on PATH" : undefined;
}
