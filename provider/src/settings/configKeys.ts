/** Every setting, by its name in the stack's configuration (namespace `mysafe`). */
export const configKeys: readonly string[] = [
    "url",
    "clientId",
    "clientSecret",
    "tenant",
    "tokenUrl",
    "caFile",
    "caPem",
    "certFile",
    "keyFile",
    "pfxFile",
    "keyPassphrase",
    "preflight",
    "maxPreviewReads",
    "driftDetection",
    "maxDisablements",
    "neverDisable",
    "duplicates",
    "timeoutSeconds",
    "maxRetries",
    "maxRetrySeconds",
    "maxConcurrency",
    "debug",
];

/** What is said of a key of the stack's configuration that is in our namespace and no setting; undefined for others. */
export function unknownConfigKey(key: string): string | undefined {
    const [, name] = /^mysafe:(.*)$/s.exec(key) ?? [];
    return name === undefined || configKeys.includes(name)
        ? undefined
        : `${key} is no setting of pulumi-mysafe, so it does not read it: a spelling error?`;
}
