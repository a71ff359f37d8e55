import assert from "node:assert/strict";
import type { SimulatorOptions } from "mysafe-simulator";
import { unknownValue } from "../../../provider/src/checks/form";
import { type CheckRefusal, callerKey, refusalsKey } from "../../../provider/src/dynamic/callerInfo";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Properties } from "../../../provider/src/lifecycle/state";
import type { Settings } from "../../../provider/src/settings/settings";
import { ConfigError } from "../../../provider/src/shared/errors";
import { asked, begin, now } from "../support/lifecycle";
import { closeAll } from "../support/vault";

/** A program that is previewed: it numbers its declarations, and hears of what is refused. */
async function program(options?: SimulatorOptions, changes?: Partial<Settings>) {
    const opened = await begin(options, changes);
    let number = 0;
    return {
        ...opened,
        /** Checks a declaration and compares it with the state of an earlier run; gives what it hears. */
        async declare(news: Properties, olds: Properties = {}, run = "preview") {
            const name = `password-${number}`;
            const marked = { ...news, [callerKey]: { run, number: number++, name } };
            const { inputs, failures } = await opened.lifecycle.check(olds, marked);
            const refusals = (inputs[refusalsKey] ?? []) as CheckRefusal[];
            return { inputs, failures, refusals, told: refusals.map(({ problem }) => problem.split("\n", 1)[0]) };
        },
    };
}

/** The inputs of a password that an earlier run disabled. */
const managed = (identifier: number): Properties => ({ identifier: String(identifier), status: "inactive" });

describe("a preview of a program with much that is wrong", () => {
    afterEach(closeAll);

    it("fails no check, and gives each wrong declaration what is wrong with it, in the engine's words", async () => {
        const { simulator, declare } = await program();
        const wrong = [9999, 404, 411, 0, "abc", 9998, [312], 9997, undefined, "../active/5"];
        const told = [];
        for (const identifier of [312, ...wrong, 340]) {
            const { failures, told: own } = await declare({ identifier });
            assert.deepEqual(failures, []);
            told.push(...own);
        }
        assert.deepEqual(told, [
            "resource 'password-1': property identifier value {9999} has a problem: 1005: Password not found",
            "resource 'password-2': property identifier value {404} has a problem: 1006: User does not have access",
            "resource 'password-3': property identifier value {411} has a problem: 1006: User does not have access",
            "resource 'password-4': property identifier value {0} has a problem: not an identifier: it must be a whole number from 1 to 9007199254740991",
            "resource 'password-5': property identifier value {abc} has a problem: not an identifier: it must be a whole number from 1 to 9007199254740991",
            "resource 'password-6': property identifier value {9998} has a problem: 1005: Password not found",
            "resource 'password-7': property identifier has a problem: not an identifier: it must be a whole number from 1 to 9007199254740991",
            "resource 'password-8': property identifier value {9997} has a problem: 1005: Password not found",
            "resource 'password-9': property identifier has a problem: not an identifier: it must be a whole number from 1 to 9007199254740991",
            "resource 'password-10': property identifier value {../active/5} has a problem: not an identifier: it must be a whole number from 1 to 9007199254740991",
        ]);
        assert.equal(simulator.count("list"), 1);
    });

    it("gives the cause and the solution, too, and whose it is", async () => {
        const { declare } = await program();
        await declare({ identifier: 312 });
        const { refusals } = await declare({ identifier: 9999 });
        assert.equal(refusals.length, 1);
        assert.equal(refusals[0]?.declaration, 1);
        assert.match(refusals[0]?.problem ?? "", /^[^\n]+\nCause: [^\n]+\nSolution: [^\n]+$/);
    });

    it("tells all that is wrong with the form of one declaration", async () => {
        const { declare } = await program();
        const { refusals } = await declare({ identifier: 0, reason: 7, onDestroy: "delete" });
        assert.deepEqual(
            refusals.map(({ problem }) => /property \w+/.exec(problem)?.[0]),
            ["property identifier", "property reason", "property onDestroy"],
        );
    });

    it("shows no value but the identifier's, which a program may have made a secret of", async () => {
        const { declare } = await program();
        const { refusals } = await declare({ identifier: 312, reason: 777888999 });
        assert.match(refusals[0]?.problem ?? "", /property reason has a problem: not a text/);
        assert.doesNotMatch(refusals[0]?.problem ?? "", /777888999/);
    });

    it("reads what the list lacks once, also where a resource is to be replaced and so checked twice", async () => {
        const { simulator, lifecycle } = await program();
        const news = { identifier: 340, [callerKey]: { run: "preview", number: 0, name: "p" } };
        for (const olds of [{ identifier: "312" }, {}]) {
            assert.equal((await lifecycle.check(olds, news)).inputs[refusalsKey], undefined);
        }
        assert.equal(simulator.count("read"), 1);
    });

    it("fails the check itself for what stops the run as a whole", async () => {
        const { simulator, declare } = await program({}, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
        const { failures, refusals } = await declare({ identifier: 312 });
        assert.deepEqual([failures.length, failures[0]?.property, refusals], [1, "", []]);
    });

    it("fails the check itself in an update, where nothing is asked first", async () => {
        const { simulator, declare } = await program();
        const { failures, refusals } = await declare({ identifier: "abc" }, {}, "update");
        assert.deepEqual([failures.length, refusals], [1, []]);
        assert.deepEqual((await declare({ identifier: 9999 }, {}, "update")).failures, []);
        assert.equal(simulator.requests.length, 0);
    });

    it("makes a change of what is refused, so that the program hears of it", async () => {
        const { simulator, lifecycle, declare } = await program({ listInactive: true });
        simulator.setRights(312, { canWrite: false });
        const { inputs } = await declare({ identifier: 312 }, managed(312));
        const state = { ...managed(312), vaultUrl: simulator.url };
        assert.deepEqual(await lifecycle.diff("312", state, inputs), { changes: true, replaces: [] });
        const elsewhere = { ...state, vaultUrl: "https://former.example.com" };
        assert.equal((await lifecycle.diff("312", elsewhere, inputs)).changes, false);
    });
});

describe("a preview of what earlier runs disabled", () => {
    afterEach(closeAll);

    const passwords = [1, 2, 3, 4].map((identifier) => ({ identifier, active: false }));
    const inList = { passwords, listInactive: true };

    it("asks for the list, once, and nothing else where all is well", async () => {
        const { simulator, declare } = await program(inList);
        for (const { identifier } of passwords) {
            assert.deepEqual((await declare({ identifier }, managed(identifier))).told, []);
        }
        assert.deepEqual(asked(simulator), ["token", "list"]);
    });

    it("refuses one that may not be edited any more (1006)", async () => {
        const { simulator, declare } = await program(inList);
        simulator.setRights(2, { canWrite: false });
        assert.deepEqual((await declare({ identifier: 1 }, managed(1))).told, []);
        assert.deepEqual((await declare({ identifier: 2, reason: "CHG-1" }, managed(2))).told, [
            "resource 'password-1': property identifier value {2} has a problem: 1006: User does not have access",
        ]);
        assert.equal(simulator.count("read"), 0);
    });

    it("refuses one that was deleted (1005), or may not even be seen (1006), after a read of that one", async () => {
        const { simulator, declare } = await program(inList);
        simulator.removePassword(2);
        simulator.setRights(3, { canView: false, canWrite: false });
        await declare({ identifier: 1 }, managed(1));
        assert.match((await declare({ identifier: 2 }, managed(2))).told.join(), /'password-1'.*\{2\}.*1005: /);
        assert.match((await declare({ identifier: 3 }, managed(3))).told.join(), /'password-2'.*\{3\}.*1006: /);
        assert.equal(simulator.count("read"), 2);
    });

    it("finds out late about one that came before any that the list has, and tells it of that one", async () => {
        const { simulator, declare } = await program(inList);
        simulator.removePassword(1);
        assert.deepEqual((await declare({ identifier: 1 }, managed(1))).told, []);
        const { refusals } = await declare({ identifier: 2 }, managed(2));
        assert.equal(refusals[0]?.declaration, 0);
        assert.match(refusals[0]?.problem ?? "", /^resource 'password-0': property identifier value \{1\} .*: 1005: /);
    });

    it("reads none where the vault lists no inactive passwords", async () => {
        const { simulator, declare } = await program({ passwords });
        simulator.removePassword(2);
        for (const { identifier } of passwords) {
            assert.deepEqual((await declare({ identifier }, managed(identifier))).told, []);
        }
        assert.deepEqual(asked(simulator), ["token", "list"]);
    });

    it("reads one, and no further, where what the list has of them was only enabled again", async () => {
        const many = Array.from({ length: 50 }, (_, index) => ({ identifier: index + 1, active: index === 25 }));
        const { simulator, declare } = await program({ passwords: many });
        for (const { identifier } of many) {
            assert.deepEqual((await declare({ identifier }, managed(identifier))).told, []);
        }
        assert.deepEqual(asked(simulator), ["token", "list", "read"]);
        assert.deepEqual(simulator.secretsServed, []);
    });

    it("reads none where the one that the list has is known to be active", async () => {
        const { simulator, declare } = await program({ passwords: [{ identifier: 1 }, ...passwords.slice(1)] });
        await declare({ identifier: 1 }, { ...managed(1), status: "active" });
        assert.deepEqual((await declare({ identifier: 2 }, managed(2))).told, []);
        assert.deepEqual(asked(simulator), ["token", "list"]);
    });

    it("reads none with drift detection off", async () => {
        const { simulator, declare } = await program(inList, { detectDrift: false });
        simulator.removePassword(2);
        simulator.setRights(3, { canWrite: false });
        await declare({ identifier: 1 }, managed(1));
        assert.deepEqual((await declare({ identifier: 2 }, managed(2))).told, []);
        assert.match((await declare({ identifier: 3 }, managed(3))).told.join(), /1006: /);
        assert.equal(simulator.count("read"), 0);
    });

    it("asks nobody with the preflight off, or in an update", async () => {
        for (const [preflight, run] of [
            ["off", "preview"],
            ["strict", "update"],
        ] as const) {
            const { simulator, declare } = await program(inList, { preflight });
            simulator.setRights(1, { canWrite: false });
            const { failures, told } = await declare({ identifier: 1 }, managed(1), run);
            assert.deepEqual([failures, told, asked(simulator)], [[], [], []]);
        }
    });

    it("only warns with the preflight at warn: nothing would fail", async () => {
        const { simulator, declare, told } = await program(inList, { preflight: "warn" });
        simulator.removePassword(1);
        simulator.setRights(3, { canWrite: false });
        for (const { identifier } of passwords) {
            assert.deepEqual((await declare({ identifier }, managed(identifier))).told, []);
        }
        assert.deepEqual(told, [
            "warning: password 1 of resource 'password-0': 1005: Password not found",
            "warning: password 3 of resource 'password-2': 1006: User does not have access",
        ]);
    });

    it("goes on with one warning where the vault cannot be asked: nothing is to be done", async () => {
        const { simulator, declare, told } = await program(inList, { maxRetries: 0 });
        simulator.inject({ kind: "timeout504", route: "list", times: Number.POSITIVE_INFINITY });
        for (const { identifier } of passwords) {
            const { failures, told: refused } = await declare({ identifier }, managed(identifier));
            assert.deepEqual([failures, refused], [[], []]);
        }
        assert.equal(told.length, 1);
        assert.match(
            told[0] ?? "",
            /^warning: a change in the vault of what was disabled before would not be seen .*: GET api\/mysafe\/password failed: 504/,
        );
    });

    it("warns that nothing can be seen where a setting is missing", async () => {
        const told: string[] = [];
        const unset = () => {
            throw new ConfigError(["mysafe:url is missing.", "mysafe:clientId is missing."]);
        };
        const lifecycle = createLifecycle(
            createRunContext({
                settings: unset,
                vault: unset,
                now: () => now,
                tell: (line) => told.push(line),
            }),
        );
        for (const identifier of [1, 2]) {
            assert.deepEqual((await lifecycle.check(managed(identifier), { identifier })).failures, []);
        }
        assert.deepEqual(told, [
            "warning: a change in the vault of what was disabled before would not be seen: mysafe:url is missing.",
        ]);
    });

    it("is refused by the check itself where no program hears of it", async () => {
        const { simulator, lifecycle } = await begin(inList);
        simulator.setRights(1, { canWrite: false });
        const { failures } = await lifecycle.check(managed(1), { identifier: 1 });
        assert.match(failures[0]?.reason ?? "", /^1006: /);
    });

    it("does not take an identifier that is not known yet for one of them", async () => {
        const { simulator, declare } = await program(inList);
        const { failures, told } = await declare({ identifier: unknownValue }, managed(1));
        assert.deepEqual([failures, told, simulator.requests.length], [[], [], 0]);
    });
});
