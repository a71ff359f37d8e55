import assert from "node:assert/strict";
import { unknownValue as unknownValueOfSdk } from "@pulumi/pulumi/runtime/rpc";
import { unknownValue } from "../../../provider/src/checks/form";
import { callerKey } from "../../../provider/src/dynamic/callerInfo";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Properties } from "../../../provider/src/lifecycle/state";
import { ConfigError, ConnectionError } from "../../../provider/src/shared/errors";
import { alone, asked, begin, beginScripted, inUpdate, type Lifecycle, now, onlyFailure } from "../support/lifecycle";
import { closeAll, everything, refusal, rejection, settingsOf, unconfirmed, vaultBody } from "../support/vault";

describe("check", () => {
    afterEach(closeAll);

    describe("of an identifier's form", () => {
        const wrong: [value: unknown, cause: RegExp][] = [
            [0, /it is "0"/],
            [-0, /it is "0"/],
            [-1, /it is "-1"/],
            [1.5, /it is "1\.5"/],
            [1e21, /it is "1e\+21"/],
            [2 ** 53, /it is "9007199254740992"/],
            [Number.NaN, /it is "NaN"/],
            [Number.POSITIVE_INFINITY, /it is "Infinity"/],
            ["", /it is ""/],
            ["0", /it is "0"/],
            ["-1", /it is "-1"/],
            ["+1", /it is "\+1"/],
            ["1.5", /it is "1\.5"/],
            ["1e3", /it is "1e3"/],
            ["0x10", /it is "0x10"/],
            ["007", /it is "007"/],
            ["12abc", /it is "12abc"/],
            [" 12", /it is " 12"/],
            ["12 ", /it is "12 "/],
            ["12\n", /it is "12\\n"/],
            ["١٢", /it is "١٢"/],
            ["../active/5", /it is "\.\.\/active\/5"/],
            ["9007199254740992", /it is "9007199254740992"/],
            ["9".repeat(5000), /it is "9{60}…"/],
            [undefined, /it is missing/],
            [null, /it is missing/],
            [[], /it is a list/],
            [[312], /it is a list/],
            [{ identifier: 312 }, /it is of type object/],
            [true, /it is of type boolean/],
        ];
        for (const [value, cause] of wrong) {
            const shown =
                typeof value === "string"
                    ? JSON.stringify(value.slice(0, 20))
                    : Object.is(value, -0)
                      ? "-0"
                      : String(value);
            it(`refuses ${Array.isArray(value) ? "a list of " : ""}${typeof value} ${shown} without asking anybody`, async () => {
                const { failures } = await alone().check({}, { identifier: value });
                const { property, reason } = onlyFailure(failures);
                assert.equal(property, "identifier");
                assert.match(
                    reason,
                    /^[^\n]*whole number from 1[^\n]*\nCause: [^\n]+\nSolution: [^\n]*`identifier`[^\n]*$/,
                );
                assert.match(reason, cause);
                assert.ok(reason.length < 500);
            });
        }

        it("refuses one that is not there at all", async () => {
            assert.match(onlyFailure((await alone().check({}, {})).failures).reason, /it is missing/);
        });

        for (const [value, wanted] of [
            [1, "1"],
            [312, "312"],
            ["312", "312"],
            [9_999_999, "9999999"],
            [Number.MAX_SAFE_INTEGER, "9007199254740991"],
            ["9007199254740991", "9007199254740991"],
        ] as const) {
            it(`keeps ${typeof value} ${value} as text`, async () => {
                const { lifecycle } = await begin({}, { preflight: "off" });
                assert.deepEqual(await lifecycle.check({}, { identifier: value }), {
                    inputs: { identifier: wanted, status: "inactive" },
                    failures: [],
                });
            });
        }
    });

    describe("of a reason's form", () => {
        for (const reason of [7, true, ["CHG-2041"], { ticket: "CHG-2041" }]) {
            it(`refuses ${JSON.stringify(reason)} without asking anybody`, async () => {
                const failure = onlyFailure((await alone().check({}, { identifier: 312, reason })).failures);
                assert.equal(failure.property, "reason");
                assert.match(failure.reason, /^[^\n]+\nCause: [^\n]+\nSolution: [^\n]+$/);
            });
        }

        it("tells a wrong identifier and a wrong reason at once", async () => {
            const { failures } = await alone().check({}, { identifier: 0, reason: 7 });
            assert.deepEqual(
                failures.map(({ property }) => property),
                ["identifier", "reason"],
            );
        });

        it("keeps a reason as it is, also one that is not known yet", async () => {
            const { lifecycle } = await begin({}, { preflight: "off" });
            for (const reason of ["CHG-2041", "", unknownValue]) {
                const { inputs, failures } = await lifecycle.check({}, { identifier: 312, reason });
                assert.deepEqual(failures, []);
                assert.equal(inputs.reason, reason);
            }
        });

        it("takes a reason of null for none", async () => {
            const { lifecycle } = await begin({}, { preflight: "off" });
            const { inputs, failures } = await lifecycle.check({}, { identifier: 312, reason: null });
            assert.deepEqual(failures, []);
            assert.equal((await lifecycle.diff("312", { identifier: "312" }, inputs)).changes, false);
            assert.equal("reason" in (await lifecycle.create(inputs)).outs, false);
        });
    });

    describe("of a new identifier", () => {
        it("passes an active password that may be edited, and changes nothing", async () => {
            const { simulator, preview } = await begin();
            assert.deepEqual(await preview(312), []);
            assert.deepEqual(asked(simulator), ["token", "list"]);
            assert.equal(simulator.password(312).active, true);
        });

        for (const listInactive of [true, false]) {
            it(`passes one that is inactive already and ${listInactive ? "listed" : "not listed"}`, async () => {
                const { simulator, preview } = await begin({ listInactive });
                assert.deepEqual(await preview(340), []);
                assert.deepEqual(asked(simulator), listInactive ? ["token", "list"] : ["token", "list", "read"]);
                assert.deepEqual(simulator.secretsServed, []);
            });
        }

        for (const version of ["3.32", "3.33", "4.0"] as const) {
            for (const omitException of [false, true]) {
                const where = `${version}${omitException ? " without exception" : ""}`;
                for (const [identifier, code, words, cause] of [
                    [9999, 1005, "1005: Password not found", /no password with this identifier/],
                    [404, 1006, "1006: User does not have access", /may not edit this password/],
                    [411, 1006, "1006: User does not have access", /may not edit this password/],
                ] as const) {
                    it(`refuses ${identifier} with ${code}, its words, cause and solution, in ${where}`, async () => {
                        const { simulator, preview } = await begin({ version, omitException });
                        const { property, reason } = onlyFailure(await preview(identifier));
                        assert.equal(property, "identifier");
                        const [first, second = "", third = "", ...more] = reason.split("\n");
                        assert.equal(first, words);
                        assert.match(second, /^Cause: /);
                        assert.match(second, cause);
                        assert.match(third, /^Solution: /);
                        assert.deepEqual(more, []);
                        assert.ok(simulator.passwords().every(({ changes }) => changes === 0));
                    });
                }
            }
        }

        it("refuses what the vault does not take as an identifier, with 1010", async () => {
            const lifecycle = beginScripted(({ name }) =>
                name === "GET api/mysafe/password"
                    ? { body: { ...vaultBody(200, ""), password_on_list: [] } }
                    : { status: 400, body: vaultBody(400, "1010: Unexpected identifier type") },
            );
            const { property, reason } = onlyFailure((await lifecycle.check({}, { identifier: 312 })).failures);
            assert.equal(property, "identifier");
            assert.match(reason, /^1010: Unexpected identifier type\nCause: .*\nSolution: .*whole number/);
        });

        it("passes an active one that the list lacks, and leaves the read's answer unread", async () => {
            const { simulator, preview } = await begin();
            await preview(312);
            simulator.addPassword({ identifier: 500 });
            simulator.inject({ kind: "endlessRead", route: "read", identifier: 500 });
            assert.deepEqual(await preview(500), []);
            assert.deepEqual(simulator.secretsServed, []);
        });

        it("asks for one list, however many there are", async () => {
            const passwords = Array.from({ length: 100 }, (_, index) => ({ identifier: index + 1 }));
            const { simulator, preview } = await begin({ passwords });
            assert.deepEqual(await preview(...passwords.map(({ identifier }) => identifier)), []);
            assert.deepEqual(asked(simulator), ["token", "list"]);
        });

        it("asks for one list also when they come all at once", async () => {
            const passwords = Array.from({ length: 100 }, (_, index) => ({ identifier: index + 1 }));
            const { simulator, lifecycle } = await begin({ passwords });
            await Promise.all(passwords.map(({ identifier }) => lifecycle.check({}, { identifier })));
            assert.deepEqual(asked(simulator), ["token", "list"]);
        });

        it("reads singly only what the list lacks", async () => {
            const { simulator, preview } = await begin();
            await preview(312, 340, 313, 404);
            assert.deepEqual(asked(simulator), ["token", "list", "read"]);
            assert.equal(simulator.requests[2]?.identifier, 340);
        });

        it("is asked for also when it replaces another", async () => {
            const { lifecycle } = await begin();
            const { failures } = await lifecycle.check({ identifier: "312" }, { identifier: "9999" });
            assert.match(onlyFailure(failures).reason, /^1005: /);
        });

        it("is not blamed when it is the list call that the vault refuses", async () => {
            for (const words of ["1005: Not found", "1006: User does not have access"]) {
                const lifecycle = beginScripted(() => ({ status: 400, body: vaultBody(400, words) }));
                const { property, reason } = onlyFailure((await lifecycle.check({}, { identifier: 312 })).failures);
                assert.equal(property, "");
                assert.ok(reason.includes(words), reason);
            }
        });
    });

    describe("asks nobody", () => {
        it("about an identifier that is not known yet, and keeps it as it is", async () => {
            const { simulator, lifecycle } = await begin();
            for (const olds of [{}, { identifier: "312" }]) {
                const news = { identifier: unknownValue, reason: "CHG-1" };
                const inputs = { ...news, status: "inactive" };
                assert.deepEqual(await lifecycle.check(olds, news), { inputs, failures: [] });
            }
            assert.deepEqual(asked(simulator), []);
        });

        it("in the update that follows a preview, and takes the mark of one out of the inputs", async () => {
            const { simulator, lifecycle } = await begin();
            assert.deepEqual(
                await lifecycle.check({}, { identifier: 9999, reason: "CHG-1", ...inUpdate, __provider: "p" }),
                {
                    inputs: { identifier: "9999", reason: "CHG-1", __provider: "p", status: "inactive" },
                    failures: [],
                },
            );
            assert.deepEqual(asked(simulator), []);
        });

        it("with the preflight off", async () => {
            const { simulator, preview } = await begin({}, { preflight: "off" });
            assert.deepEqual(await preview(312, 9999, 404), []);
            assert.deepEqual(asked(simulator), []);
        });
    });

    it("takes the mark of an update out of the inputs also when it fails or nothing changed", async () => {
        const { lifecycle } = await begin();
        for (const news of [{ identifier: 0 }, { identifier: "312" }]) {
            const { inputs } = await lifecycle.check({ identifier: "312" }, { ...news, ...inUpdate });
            assert.equal(callerKey in inputs, false);
        }
    });

    it("still refuses a wrong form in an update", async () => {
        const { failures } = await alone().check({}, { identifier: "../active/5", ...inUpdate });
        assert.equal(onlyFailure(failures).property, "identifier");
    });

    it("knows the value that the SDK has for what is not known yet", () => {
        assert.equal(unknownValue, unknownValueOfSdk);
    });

    describe("with a vault that cannot be asked", () => {
        it("fails the preview when strict, saying why and how to go on without", async () => {
            const { simulator, preview, told } = await begin({}, { maxRetries: 1 });
            simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
            const { property, reason } = onlyFailure(await preview(312));
            assert.equal(property, "");
            assert.match(reason, /password 312/);
            assert.match(reason, /504 "The upstream server is timing out"/);
            assert.match(reason, /\nCause: .*\nSolution: .*\n.*pulumi config set mysafe:preflight warn/s);
            assert.deepEqual(told, []);
        });

        it("fails each preview of many when strict, but asks only once", async () => {
            const { simulator, preview } = await begin({}, { maxRetries: 0 });
            simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
            assert.equal((await preview(312, 313, 314)).length, 3);
            assert.equal(simulator.count("list"), 1);
        });

        it("goes on with a warning, told once, when warn", async () => {
            const { simulator, preview, told } = await begin({}, { preflight: "warn", maxRetries: 0 });
            simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
            assert.deepEqual(await preview(312, 313, 314), []);
            assert.equal(told.length, 1);
            assert.match(told[0] ?? "", /^warning: .*mysafe:preflight is warn.*504/);
        });

        it("fails also when warn for what the vault did refuse", async () => {
            const { preview, told } = await begin({}, { preflight: "warn" });
            assert.match(onlyFailure(await preview(9999)).reason, /^1005: /);
            assert.match(onlyFailure(await preview(404)).reason, /^1006: /);
            assert.deepEqual(told, []);
        });

        for (const [kind, route] of [
            ["unauthorized401", "list"],
            ["error500", "list"],
            ["error500", "read"],
            ["html200", "list"],
        ] as const) {
            it(`fails when strict and goes on when warn: ${kind} to ${route}`, async () => {
                for (const preflight of ["strict", "warn"] as const) {
                    const { simulator, preview } = await begin({}, { preflight, maxRetries: 0 });
                    simulator.inject({ kind, route, times: Number.POSITIVE_INFINITY });
                    assert.equal((await preview(340)).length, preflight === "strict" ? 1 : 0);
                }
            });
        }

        for (const [errno, hinted] of [
            ["ECONNREFUSED", true],
            ["ETIMEDOUT", true],
            ["ENOTFOUND", true],
            ["PROXY_503", true],
            ["PROXY_407", false],
            ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", false],
            ["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", false],
            ["EINTR", false],
        ] as const) {
            it(`${hinted ? "says how to go on without" : "does not offer to go on without, which mends nothing"}: ${errno}`, async () => {
                const lifecycle = beginScripted(
                    ({ name }) =>
                        new ConnectionError({ request: name, errno, neverSent: true }, "w", {
                            cause: "c.",
                            solution: "s.",
                        }),
                );
                const { reason } = onlyFailure((await lifecycle.check({}, { identifier: 312 })).failures);
                assert.equal(reason.includes("mysafe:preflight warn"), hinted);
            });
        }

        it("fails when strict with the cause of a wrong secret, and shows none", async () => {
            const { simulator, preview, settings } = await begin();
            simulator.setClientSecret("another");
            const { reason } = onlyFailure(await preview(312));
            assert.match(reason, /mysafe:clientSecret/);
            assert.doesNotMatch(reason, /mysafe:preflight/, "not asking does not mend a wrong secret");
            assert.equal(reason.includes(settings.clientSecret.reveal()), false);
        });
    });

    describe("with wrong settings", () => {
        const unset = () => {
            throw new ConfigError(["mysafe:url is missing.", "mysafe:clientId is missing."]);
        };

        for (const identifier of [312, unknownValue]) {
            for (const mark of [{}, inUpdate]) {
                it(`fails with all of them at once: ${identifier} ${JSON.stringify(mark)}`, async () => {
                    const lifecycle = createLifecycle(
                        createRunContext({
                            settings: unset,
                            vault: unset,
                            now: () => now,
                            tell: () => {},
                        }),
                    );
                    const { property, reason } = onlyFailure(
                        (await lifecycle.check({}, { identifier, ...mark })).failures,
                    );
                    assert.equal(property, "");
                    assert.match(reason, /mysafe:url is missing[\s\S]*mysafe:clientId is missing/);
                });
            }
        }

        it("fails in create too, before anything is sent", async () => {
            const lifecycle = createLifecycle(
                createRunContext({ settings: unset, vault: unset, now: () => now, tell: () => {} }),
            );
            assert.ok((await rejection(lifecycle.create({ identifier: "312" }))) instanceof ConfigError);
        });
    });
});

describe("diff", () => {
    const olds = {
        identifier: "312",
        reason: "CHG-1",
        status: "inactive",
        outcome: "deactivated",
        message: "Password successfully deactivated",
        disabledAt: "2031-05-06T07:08:09.010Z",
        vaultUrl: "https://vault.example.com",
        __provider: "old text",
    };
    const cases: [title: string, news: Properties, wanted: { changes: boolean; replaces: string[] }][] = [
        [
            "changes nothing where nothing changed",
            { identifier: "312", reason: "CHG-1" },
            { changes: false, replaces: [] },
        ],
        [
            "changes nothing for a new version of the package",
            { identifier: "312", reason: "CHG-1", __provider: "new text" },
            { changes: false, replaces: [] },
        ],
        [
            "replaces for another identifier",
            { identifier: "313", reason: "CHG-1" },
            { changes: true, replaces: ["identifier"] },
        ],
        [
            "replaces for an identifier that is not known yet",
            { identifier: unknownValue, reason: "CHG-1" },
            { changes: true, replaces: ["identifier"] },
        ],
        [
            "updates in place for another reason",
            { identifier: "312", reason: "CHG-2" },
            { changes: true, replaces: [] },
        ],
        ["updates in place for a reason that went", { identifier: "312" }, { changes: true, replaces: [] }],
        [
            "replaces once where both changed",
            { identifier: "313", reason: "CHG-2" },
            { changes: true, replaces: ["identifier"] },
        ],
    ];

    /** A lifecycle that knows its settings, but may not ask the vault. */
    function compare(url = "https://vault.example.com"): { lifecycle: Lifecycle; told: string[] } {
        const told: string[] = [];
        const settings = settingsOf({ url, clientId: "id", clientSecret: "cs-1", tenant: undefined });
        const vault = () => {
            throw new Error("asked");
        };
        const tell = (line: string) => told.push(line);
        return {
            lifecycle: createLifecycle(createRunContext({ settings: () => settings, vault, now: () => now, tell })),
            told,
        };
    }

    for (const [title, news, wanted] of cases) {
        it(title, async () => {
            const { lifecycle, told } = compare();
            assert.deepEqual(await lifecycle.diff("312", olds, news), wanted);
            assert.deepEqual(told, []);
        });
    }

    it("changes nothing where there is no reason, as before", async () => {
        const { reason: _, ...without } = olds;
        const { lifecycle } = compare();
        assert.deepEqual(await lifecycle.diff("312", without, { identifier: "312" }), { changes: false, replaces: [] });
    });

    it("changes nothing for another vault's URL, but tells once that nothing is disabled there", async () => {
        const { lifecycle, told } = compare("https://other.example.com");
        for (const identifier of ["312", "313"]) {
            const state = { ...olds, identifier };
            const wanted = { changes: false, replaces: [] };
            assert.deepEqual(await lifecycle.diff(identifier, state, { identifier, reason: "CHG-1" }), wanted);
        }
        assert.equal(told.length, 1);
        assert.match(told[0] ?? "", /^warning: .*https:\/\/vault\.example\.com.*https:\/\/other\.example\.com/);
    });

    it("works also where settings are wrong, which is for those to tell who need them", async () => {
        const unset = () => {
            throw new ConfigError(["mysafe:url is missing."]);
        };
        const lifecycle = createLifecycle(
            createRunContext({ settings: unset, vault: unset, now: () => now, tell: () => {} }),
        );
        assert.deepEqual(await lifecycle.diff("312", olds, { identifier: "312", reason: "CHG-1" }), {
            changes: false,
            replaces: [],
        });
    });
});

describe("create", () => {
    afterEach(closeAll);

    it("disables the password and gives out all there is to know", async () => {
        const { simulator, lifecycle } = await begin();
        assert.deepEqual(await lifecycle.create({ identifier: "312", reason: "CHG-2041" }), {
            id: "312",
            outs: {
                identifier: "312",
                reason: "CHG-2041",
                status: "inactive",
                outcome: "deactivated",
                message: "Password successfully deactivated",
                disabledAt: "2031-05-06T07:08:09.010Z",
                vaultUrl: simulator.url,
                driftCorrected: 0,
            },
        });
        assert.equal(simulator.password(312).active, false);
        assert.deepEqual(asked(simulator), ["token", "disable"]);
    });

    it("takes over a password that is inactive already", async () => {
        const { simulator, lifecycle } = await begin();
        const { outs } = await lifecycle.create({ identifier: "340" });
        assert.equal(outs.outcome, "already-inactive");
        assert.equal(outs.status, "inactive");
        assert.equal(outs.message, "Password has already been deactivated");
        assert.equal(simulator.password(340).changes, 0);
    });

    it("gives out no undefined, which the SDK cannot store", async () => {
        const { lifecycle } = await begin();
        const { outs } = await lifecycle.create({ identifier: "312", reason: undefined });
        assert.deepEqual(Object.keys(outs).sort(), [
            "disabledAt",
            "driftCorrected",
            "identifier",
            "message",
            "outcome",
            "status",
            "vaultUrl",
        ]);
    });

    it("gives out no secret", async () => {
        const { simulator, settings, lifecycle } = await begin();
        const text = JSON.stringify(await lifecycle.create({ identifier: "312" }));
        for (const secret of [
            settings.clientSecret.reveal(),
            ...simulator.issuedTokens,
            simulator.password(312).secret,
        ]) {
            assert.equal(text.includes(secret), false);
        }
    });

    it("fails with the vault's refusal, cause and solution in its message", async () => {
        const { lifecycle } = await begin();
        const error = await refusal(lifecycle.create({ identifier: "404" }));
        assert.match(error.message, /400 "1006: User does not have access"[^\n]*\nCause: .*\nSolution: .*/);
    });

    it("disables 50 at once with one token, each once", async () => {
        const passwords = Array.from({ length: 50 }, (_, index) => ({ identifier: index + 1 }));
        const { simulator, lifecycle } = await begin({ passwords });
        await Promise.all(passwords.map(({ identifier }) => lifecycle.create({ identifier: String(identifier) })));
        assert.ok(simulator.passwords().every(({ active, changes }) => !active && changes === 1));
        assert.equal(simulator.count("token"), 1);
        assert.equal(simulator.count("list"), 0);
    });
});

describe("update", () => {
    const olds = { identifier: "312", reason: "CHG-1", status: "inactive", disabledAt: "2031-05-06T07:08:09.010Z" };

    it("changes the reason and nothing else, without a call", async () => {
        const { outs } = await alone().update("312", olds, { identifier: "312", reason: "CHG-2" });
        assert.deepEqual(outs, { ...olds, reason: "CHG-2", driftCorrected: 0 });
    });

    it("drops a reason that went, and leaves no undefined", async () => {
        const { outs } = await alone().update("312", olds, { identifier: "312" });
        const { reason: _, ...without } = olds;
        assert.deepEqual(outs, { ...without, driftCorrected: 0 });
    });
});

describe("a disabling that was sent and never confirmed", () => {
    afterEach(closeAll);

    const inputs = { identifier: "312", reason: "CHG-1", __provider: "text" };
    const forEver = Number.POSITIVE_INFINITY;

    /** What the engine keeps of it. */
    const kept = (vaultUrl: string) => ({ ...inputs, status: "unconfirmed", vaultUrl, driftCorrected: 0 });

    it("fails create with what the engine keeps the resource by: id, properties and reasons", async () => {
        const { simulator, lifecycle } = await begin({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        const error = await unconfirmed(lifecycle.create(inputs));
        assert.equal(error.id, "312");
        assert.deepEqual(error.properties, kept(simulator.url));
        assert.equal(error.reasons.length, 1);
        assert.match(error.reasons[0] ?? "", /^password 312 may be active or inactive.*504[\s\S]*pulumi up/);
    });

    it("keeps no undefined, which the SDK cannot store", async () => {
        const { simulator, lifecycle } = await begin({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "disable" });
        const { properties } = await unconfirmed(lifecycle.create({ identifier: "312", reason: undefined }));
        assert.deepEqual(Object.keys(properties ?? {}), ["identifier", "vaultUrl", "driftCorrected", "status"]);
    });

    it("keeps no secret", async () => {
        const { simulator, settings, lifecycle } = await begin({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "disable" });
        const shown = everything(await unconfirmed(lifecycle.create(inputs)));
        for (const secret of [settings.clientSecret.reveal(), ...simulator.issuedTokens]) {
            assert.equal(shown.includes(secret), false);
        }
    });

    it("keeps nothing of a resource where it is certain that the vault did nothing", async () => {
        const { lifecycle } = await begin();
        const error = await refusal(lifecycle.create({ identifier: "404" }));
        assert.equal("id" in error || "properties" in error, false);
    });

    it("is a change to diff, with nothing else changed", async () => {
        const { simulator, lifecycle } = await begin();
        const olds = kept(simulator.url);
        assert.deepEqual(await lifecycle.diff("312", olds, inputs), { changes: true, replaces: [] });
        assert.deepEqual(await lifecycle.diff("312", olds, { ...inputs, identifier: "313" }), {
            changes: true,
            replaces: ["identifier"],
        });
        assert.deepEqual(asked(simulator), []);
    });

    for (const [identifier, outcome] of [
        ["312", "deactivated"],
        ["340", "already-inactive"],
    ] as const) {
        it(`is settled by update, as create would: ${outcome}`, async () => {
            const { simulator, lifecycle } = await begin();
            const news = { ...inputs, identifier, reason: "CHG-2" };
            const { outs } = await lifecycle.update(identifier, { ...kept(simulator.url), identifier }, news);
            assert.deepEqual(outs, {
                identifier,
                reason: "CHG-2",
                status: "inactive",
                outcome,
                message:
                    outcome === "deactivated"
                        ? "Password successfully deactivated"
                        : "Password has already been deactivated",
                disabledAt: "2031-05-06T07:08:09.010Z",
                vaultUrl: simulator.url,
                driftCorrected: 0,
            });
            assert.equal(simulator.password(Number(identifier)).active, false);
            assert.equal(simulator.count("disable"), 1);
        });
    }

    it("is settled in the vault that is set now, and told to be open in the one before", async () => {
        const { simulator, lifecycle, told } = await begin();
        const olds = kept("https://before.example.com");
        await lifecycle.diff("312", olds, inputs);
        const { outs } = await lifecycle.update("312", olds, inputs);
        assert.equal((outs as { vaultUrl?: string }).vaultUrl, simulator.url);
        assert.equal(told.length, 2);
        assert.match(told[0] ?? "", /never confirmed: `pulumi up` sends them again/);
        assert.match(
            told[1] ?? "",
            /whether password 312 is inactive in https:\/\/before\.example\.com was never confirmed/,
        );
    });

    it("stays so where update is not confirmed either", async () => {
        const { simulator, lifecycle } = await begin({}, { maxRetries: 1 });
        simulator.inject({ kind: "reset", route: "disable", times: forEver });
        const news = { ...inputs, reason: "CHG-2" };
        const error = await unconfirmed(lifecycle.update("312", kept(simulator.url), news));
        assert.equal(error.id, "312");
        assert.deepEqual(error.properties, { ...kept(simulator.url), reason: "CHG-2" });
    });

    it("ends update with the vault's own refusal where that is certain", async () => {
        const { lifecycle, simulator } = await begin();
        const olds = { ...kept(simulator.url), identifier: "9999" };
        const error = await refusal(lifecycle.update("9999", olds, { identifier: "9999" }));
        assert.equal(error.code, 1005);
    });

    it("is told when it leaves the stack, and nothing is sent", async () => {
        const { simulator, lifecycle, told } = await begin();
        await lifecycle.delete("312", kept(simulator.url));
        await lifecycle.delete("313", { ...kept(simulator.url), identifier: "313" });
        assert.equal(told.length, 2);
        assert.match(told[0] ?? "", /^warning: password 312 leaves the stack.*never confirmed.*may be active/);
        assert.match(told[1] ?? "", /^warning: password 313 /);
        assert.deepEqual(asked(simulator), []);
    });

    it("settles for good: what was confirmed changes no more", async () => {
        const { simulator, lifecycle, told } = await begin({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "disable", act: true });
        const { properties = {} } = await unconfirmed(lifecycle.create(inputs));
        const { outs } = await lifecycle.update("312", properties as Properties, inputs);
        assert.equal((outs as Properties).outcome, "already-inactive");
        assert.equal((await lifecycle.diff("312", outs as Properties, inputs)).changes, false);
        assert.deepEqual(told, []);
        assert.equal(simulator.password(312).changes, 1);
    });
});
