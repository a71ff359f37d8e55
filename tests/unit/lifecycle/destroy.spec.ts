import assert from "node:assert/strict";
import { ConfigError } from "../../../provider/src/shared/errors";
import { begin, beginScripted, inUpdate } from "../support/lifecycle";
import { closeAll, refusal, rejection, unconfirmed, vaultBody } from "../support/vault";

/** A state whose password was disabled in a vault. */
const state = (vaultUrl: string, more: object = {}) => ({ identifier: "312", status: "inactive", vaultUrl, ...more });

describe("delete", () => {
    afterEach(closeAll);

    for (const onDestroy of [undefined, "leave"] as const) {
        it(`leaves the password as it is, asks nobody and says so: onDestroy ${onDestroy}`, async () => {
            const { simulator, lifecycle, told } = await begin();
            simulator.setActive(312, false);
            await lifecycle.delete("312", state(simulator.url, { onDestroy }));
            assert.deepEqual(told, ["password 312 is left as it is, inactive when last seen"]);
            assert.equal(simulator.requests.length, 0);
        });
    }

    it("does not call inactive what a refresh found active", async () => {
        const { simulator, lifecycle, told } = await begin();
        await lifecycle.delete("312", state(simulator.url, { status: "active" }));
        assert.deepEqual(told, ["password 312 is left as it is, active when last seen"]);
    });

    it("tells the fate of each one, however many there are", async () => {
        const { simulator, lifecycle, told } = await begin();
        for (let identifier = 1; identifier <= 50; identifier += 1) {
            await lifecycle.delete(String(identifier), state(simulator.url));
        }
        assert.equal(told.length, 50);
    });

    it("makes the password active again where that is declared, and says so", async () => {
        const { simulator, lifecycle, told } = await begin();
        simulator.setActive(312, false);
        await lifecycle.delete("312", state(simulator.url, { onDestroy: "enable" }));
        assert.equal(simulator.password(312).active, true);
        assert.deepEqual(told, ["password 312 is active again"]);
        assert.deepEqual(simulator.requests.map(({ method, path }) => `${method} ${path}`).slice(1), [
            "POST /api/mysafe/password/active/312",
        ]);
    });

    it("takes one that is active already for success", async () => {
        const { simulator, lifecycle, told } = await begin();
        await lifecycle.delete("312", state(simulator.url, { onDestroy: "enable" }));
        assert.equal(simulator.password(312).changes, 0);
        assert.deepEqual(told, ["password 312 is active again"]);
    });

    it("takes one that the vault does not have any more for success", async () => {
        const { simulator, lifecycle, told } = await begin();
        simulator.removePassword(312);
        await lifecycle.delete("312", state(simulator.url, { onDestroy: "enable" }));
        assert.deepEqual(told, ["password 312 is not enabled: the vault does not have it any more"]);
    });

    it("fails where the access key may not enable it", async () => {
        const { simulator, lifecycle, told } = await begin();
        simulator.setRights(312, { canWrite: false });
        const error = await refusal(lifecycle.delete("312", state(simulator.url, { onDestroy: "enable" })));
        assert.equal(error.code, 1006);
        assert.deepEqual(told, []);
    });

    it("fails where no answer says what became of it, and says how to go on", async () => {
        const { simulator, lifecycle } = await begin({}, { maxRetries: 0 });
        simulator.setActive(312, false);
        simulator.inject({ kind: "timeout504", route: "enable", act: true });
        const outputs = state(simulator.url, { onDestroy: "enable" });
        const error = await unconfirmed(lifecycle.delete("312", outputs));
        assert.match(
            error.message,
            /^password 312 may be active or inactive: its enabling was sent and never confirmed: POST /,
        );
        assert.match(error.message, /\nSolution: run the same command again: /);
        await lifecycle.delete("312", outputs);
        assert.equal(simulator.password(312).changes, 1);
    });

    it("does not take the words of the disable call for an answer", async () => {
        const lifecycle = beginScripted(() => ({ body: vaultBody(200, "Password successfully deactivated") }));
        const error = await unconfirmed(lifecycle.delete("312", { identifier: "312", onDestroy: "enable" }));
        assert.match(error.message, /never confirmed: [^\n]*successfully deactivated[^\n]*\nCause: .* is active now\./);
    });

    it("enables nothing in a vault that is not where the password was disabled", async () => {
        const { simulator, lifecycle } = await begin();
        const outputs = state("https://former.example.com", { onDestroy: "enable" });
        const error = await rejection(lifecycle.delete("312", outputs));
        assert.ok(error instanceof ConfigError);
        assert.match(
            error.message,
            /password 312 was disabled in https:\/\/former\.example\.com: set mysafe:url to that/,
        );
        assert.equal(simulator.requests.length, 0);
    });

    it("does not enable what another resource of the program declares", async () => {
        const { simulator, lifecycle, told } = await begin();
        simulator.setActive(312, false);
        await lifecycle.check({}, { identifier: 312, ...inUpdate });
        await lifecycle.delete("312", state(simulator.url, { onDestroy: "enable" }));
        assert.equal(simulator.password(312).active, false);
        assert.equal(simulator.count("enable"), 0);
        assert.deepEqual(told, ["password 312 is not enabled: the program still declares it"]);
    });

    it("says where it does not enable what the program declares in another vault now", async () => {
        const { simulator, lifecycle, told } = await begin();
        await lifecycle.check({}, { identifier: 312, ...inUpdate });
        await lifecycle.delete("312", state("https://former.example.com", { onDestroy: "enable" }));
        assert.deepEqual(told, [
            `password 312 is not enabled in https://former.example.com, since mysafe:url is now ${simulator.url}. Look at it there.`,
        ]);
    });

    it("needs no settings to leave a password as it is", async () => {
        const { lifecycle, told } = await begin();
        await lifecycle.delete("312", { identifier: "312", status: "inactive" });
        assert.deepEqual(told, ["password 312 is left as it is, inactive when last seen"]);
    });
});

describe("onDestroy", () => {
    afterEach(closeAll);

    for (const onDestroy of ["delete", "Leave", "", true, ["enable"]]) {
        it(`is refused as ${JSON.stringify(onDestroy)}`, async () => {
            const { lifecycle } = await begin({}, { preflight: "off" });
            const { failures } = await lifecycle.check({}, { identifier: 312, onDestroy });
            assert.equal(failures.length, 1);
            assert.equal(failures[0]?.property, "onDestroy");
            assert.match(
                failures[0]?.reason ?? "",
                /^not a choice\nCause: it is .*\nSolution: .*"leave", or to "enable"/,
            );
        });
    }

    it("is a change of its own, in place", async () => {
        const { simulator, lifecycle } = await begin();
        const olds = state(simulator.url);
        for (const [was, is, changes] of [
            [undefined, "enable", true],
            ["enable", undefined, true],
            ["enable", "leave", true],
            ["enable", "enable", false],
        ]) {
            const news = { identifier: "312", onDestroy: is };
            assert.deepEqual(await lifecycle.diff("312", { ...olds, onDestroy: was }, news), { changes, replaces: [] });
        }
    });
});
