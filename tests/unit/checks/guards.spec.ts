import assert from "node:assert/strict";
import { type CheckRefusal, callerKey, refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import type { Properties } from "../../../provider/src/lifecycle/state";
import { type ProtectionRule, parseProtectionRule } from "../../../provider/src/settings/protectionRules";
import type { Settings } from "../../../provider/src/settings/settings";
import { begin } from "../support/lifecycle";
import { closeAll, seeds } from "../support/vault";

const runs = ["preview", "update"] as const;

/** Declares so many, in a preview or an update; gives what is refused, by identifier. */
async function declareAll(
    run: (typeof runs)[number],
    changes: Partial<Settings>,
    declarations: Properties[],
    olds: (identifier: unknown) => Properties = () => ({}),
) {
    const opened = await begin({ passwords: [...seeds(20), ...breakGlass] }, changes);
    const refused: [identifier: unknown, reason: string][] = [];
    for (const [number, news] of declarations.entries()) {
        const mark = { [callerKey]: { run, number, name: `password-${number}` } };
        const { inputs, failures } = await opened.lifecycle.check(olds(news.identifier), { ...news, ...mark });
        const told = ((inputs[refusalsKey] ?? []) as CheckRefusal[]).map(({ problem }) => problem);
        refused.push(
            ...[...failures.map(({ reason }) => reason), ...told].map((text): [unknown, string] => [
                news.identifier,
                text,
            ]),
        );
    }
    return { ...opened, refused };
}

const breakGlass = [
    { identifier: 101, name: "Root of production", username: "root", tags: "Break Glass, database" },
    { identifier: 102, name: "a.b", username: "admin" },
];
const numbered = (count: number) => Array.from({ length: count }, (_, index) => ({ identifier: index + 1 }));
const protections = (...texts: string[]) => texts.map((text) => parseProtectionRule(text) as ProtectionRule);

for (const run of runs) {
    describe(`the guards of ${run === "preview" ? "a preview" : "an update"}`, () => {
        afterEach(closeAll);

        it("refuse more new passwords than mysafe:maxDisablements, and say how to allow them", async () => {
            const { refused } = await declareAll(run, { maxDisablements: 3 }, numbered(3));
            assert.deepEqual(refused, []);
            const beyond = await declareAll(run, { maxDisablements: 3 }, numbered(5));
            // A preview tells it once; an update fails for each, lest one is done all the same.
            assert.deepEqual(
                beyond.refused.map(([identifier]) => identifier),
                run === "preview" ? [4] : [4, 5],
            );
            assert.match(
                beyond.refused[0]?.[1] ?? "",
                /more new disablements than mysafe:maxDisablements allows \(3\)\nCause: a run may add 3, .*\nSolution: .*`pulumi config set mysafe:maxDisablements <number>`/,
            );
        });

        it("let no new one pass with mysafe:maxDisablements at 0", async () => {
            const { refused } = await declareAll(run, { maxDisablements: 0 }, numbered(1));
            assert.equal(refused.length, 1);
        });

        it("count what is new or has another identifier, and not what is managed already", async () => {
            const olds = (identifier: unknown) => ({
                identifier: Number(identifier) > 17 ? "1000" : String(identifier),
            });
            const { refused } = await declareAll(run, { maxDisablements: 2 }, numbered(20), olds);
            assert.deepEqual(
                refused.map(([identifier]) => identifier),
                [20],
            );
        });

        it("refuse a resource that is to be replaced in its second check, too, which is the one that counts", async () => {
            const { lifecycle } = await begin({ passwords: seeds(20) }, { maxDisablements: 0 });
            const news = { identifier: 2, [callerKey]: { run, number: 0, name: "password" } };
            for (const olds of [{ identifier: "1" }, {}]) {
                const { inputs, failures } = await lifecycle.check(olds, news);
                assert.equal(failures.length + ((inputs[refusalsKey] ?? []) as CheckRefusal[]).length, 1);
            }
        });

        it("count a resource once that is checked twice, as the engine does for a replacement", async () => {
            const { lifecycle } = await begin({ passwords: seeds(20) }, { maxDisablements: 1 });
            const news = { identifier: 2, [callerKey]: { run, number: 0, name: "password" } };
            for (const olds of [{ identifier: "1" }, {}]) {
                const { inputs, failures } = await lifecycle.check(olds, news);
                assert.deepEqual([failures, inputs[refusalsKey]], [[], undefined]);
            }
        });

        it("refuse what mysafe:neverDisable protects: by identifier, tag, user name and name", async () => {
            for (const [protection, identifier, named] of [
                ["7", 7, ', and this is "Password 7"'],
                ["tag:break glass", 101, ', and this is "Root of production"'],
                ["tag:data*", 101, ', and this is "Root of production"'],
                ["username:ROOT", 101, ', and this is "Root of production"'],
                ["username:ad*", 102, ', and this is "a.b"'],
                ["name:root of *", 101, ', and this is "Root of production"'],
                ["name:a.b", 102, ', and this is "a.b"'],
            ] as const) {
                const changes = { neverDisable: protections("name:nobody", protection) };
                const { refused } = await declareAll(run, changes, [{ identifier: 1 }, { identifier }]);
                assert.equal(refused.length, 1, protection);
                assert.equal(refused[0]?.[0], identifier);
                const [first = "", cause, solution = ""] = refused[0]?.[1].split("\n") ?? [];
                assert.ok(first.endsWith(`password ${identifier} is never to be disabled`), first);
                assert.equal(cause, `Cause: mysafe:neverDisable has ${protection}${named}.`);
                assert.ok(solution.endsWith(`take ${protection} out of mysafe:neverDisable.`), solution);
            }
        });

        it("pass what only resembles what is protected", async () => {
            const neverDisable = protections("tag:glass", "username:roo", "name:a?b", "name:*x", "10");
            const { refused } = await declareAll(
                run,
                { neverDisable },
                [101, 102, 1].map((identifier) => ({ identifier })),
            );
            assert.deepEqual(refused, []);
        });

        it("look patterns up also with the preflight off, and ask nobody for identifiers", async () => {
            const off = { preflight: "off" } as const;
            const byTag = await declareAll(run, { ...off, neverDisable: protections("tag:database") }, [
                { identifier: 101 },
            ]);
            assert.deepEqual([byTag.refused.length, byTag.simulator.count("list")], [1, 1]);
            const byNumber = await declareAll(run, { ...off, neverDisable: protections("101") }, [{ identifier: 101 }]);
            assert.deepEqual([byNumber.refused.length, byNumber.simulator.requests.length], [1, 0]);
        });

        it("pass nothing new where patterns cannot be looked up", async () => {
            const { simulator, lifecycle } = await begin(
                {},
                { neverDisable: protections("tag:x"), maxRetries: 0, preflight: "warn" },
            );
            simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
            const mark = { [callerKey]: { run, number: 0, name: "password" } };
            const { failures } = await lifecycle.check({}, { identifier: 312, ...mark });
            assert.equal(failures[0]?.property, "");
            assert.match(
                failures[0]?.reason ?? "",
                /^mysafe:neverDisable has patterns for the vault's list: .*504.*\nCause: .*\nSolution: .*$/,
            );
        });

        it("do not disable again what is protected since, and leave alone what is inactive", async () => {
            const neverDisable = protections("5");
            const olds = (status: string) => () => ({ identifier: "5", status });
            const drifted = await declareAll(run, { neverDisable }, [{ identifier: 5 }], olds("active"));
            assert.equal(drifted.refused.length, 1);
            const inactive = await declareAll(run, { neverDisable }, [{ identifier: 5 }], olds("inactive"));
            assert.deepEqual(inactive.refused, []);
        });

        it("refuse a password that is declared twice, naming both, unless that is allowed", async () => {
            const twice = [{ identifier: 5 }, { identifier: 6 }, { identifier: "5" }];
            const { refused } = await declareAll(run, {}, twice);
            assert.equal(refused.length, 1);
            assert.match(
                refused[0]?.[1] ?? "",
                /password 5 is declared twice\nCause: resource 'password-0' of this program .*\nSolution: .*aliases.*`pulumi config set mysafe:allowDuplicates true`/,
            );
            assert.deepEqual((await declareAll(run, { allowDuplicates: true }, twice)).refused, []);
        });
    });
}
