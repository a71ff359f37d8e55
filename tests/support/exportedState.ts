/** States as `pulumi stack export` writes them, with the parts that a report reads. */

/** A property that the engine encrypted. */
export const encrypted = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:ciphertext-of-a-secret",
};

/** The URL of the vault in these states. */
export const vaultUrl = "https://vault.example.com";

/** The result that the vault confirmed for a password. */
export const confirmed = {
    status: "inactive",
    outcome: "deactivated",
    disabledAt: "2026-11-24T02:18:53Z",
    vaultUrl,
};

/** Returns a resource of this package in the form of a state. */
export function exported(kind: string, name: string, properties: object = {}): Record<string, unknown> {
    const type = `pulumi-nodejs:dynamic/mysafe:${kind}`;
    return { urn: `urn:pulumi:dev::test::${type}::${name}`, custom: true, id: "id", type, ...properties };
}

/** Returns a disabled password, in which `outputs` replace or remove outputs. */
export function single(name: string, identifier: string, outputs: object = {}, more: object = {}) {
    const all = { identifier, driftCorrections: 0, ...confirmed, ...outputs };
    return exported("PasswordDisablement", name, {
        inputs: { identifier, status: "inactive" },
        outputs: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
        ...more,
    });
}

/** Returns a set with the declared identifiers and its results by ranges of identifiers (`312-314`). */
export function set(name: string, declared: string[], known: Record<string, object>, outputs: object = {}, more = {}) {
    return exported("PasswordDisablementSet", name, {
        inputs: { identifiers: Object.fromEntries(declared.map((identifier) => [identifier, "inactive"])) },
        outputs: {
            driftCorrections: 0,
            results: Object.entries(known).map(([identifiers, result]) => ({ identifiers, ...confirmed, ...result })),
            ...outputs,
        },
        ...more,
    });
}

/** Returns an export in which the stack's own resource comes first. */
export function exportOf(resources: object[], pendingOperations?: object[]): Record<string, unknown> {
    const stack = { urn: "urn:pulumi:dev::test::pulumi:pulumi:Stack::test-dev", type: "pulumi:pulumi:Stack" };
    const deployment = {
        manifest: { time: "2026-11-24T02:20:00.123456789Z", magic: "m", version: "v3.250.0" },
        resources: [stack, ...resources],
        ...(pendingOperations === undefined ? {} : { pending_operations: pendingOperations }),
    };
    return { version: 3, deployment };
}
