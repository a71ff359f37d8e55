import assert from "node:assert/strict";
import { beginSet, setOf } from "../support/setStack";
import { closeAll } from "../support/vault";

const enable = { onDestroy: "enable" };

describe("a password that is taken out of a set", () => {
    afterEach(closeAll);

    it("stays inactive by default, without a call", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313, 314]));
        const { told, requests } = await stack.update(setOf([313]));
        assert.deepEqual(told, ["passwords 312, 314 are left as they are, inactive when last seen"]);
        assert.deepEqual(requests, []);
        assert.equal(stack.opened.simulator.password(312).active, false);
    });

    it("is made active again where the state's onDestroy says so, whatever the program says now", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313], enable));
        const { told, requests } = await stack.update(setOf([313], { onDestroy: "leave" }));
        assert.deepEqual([told, requests], [["password 312 is active again"], ["enable 312"]]);
        assert.deepEqual((await stack.update(setOf([], enable))).requests, [], "onDestroy was leave before");
    });

    it("is enabled beside the others, never more requests than mysafe:maxConcurrency in flight", async () => {
        const passwords = Array.from({ length: 40 }, (_, index) => ({ identifier: 1 + index }));
        const stack = await beginSet({ passwords, latencyMs: 5 }, { maxConcurrency: 5 });
        await stack.up(
            setOf(
                passwords.map(({ identifier }) => identifier),
                enable,
            ),
        );
        stack.opened.simulator.maxInFlight = 0;
        assert.equal((await stack.destroy()).told[0], "passwords 1-40 are active again");
        assert.deepEqual([stack.opened.simulator.maxInFlight, stack.opened.simulator.count("enable")], [5, 40]);
        assert.equal(stack.state.size, 0);
    });

    it("goes with its set: left, or enabled; what the vault does not have any more is gone", async () => {
        const stack = await beginSet();
        await stack.up({ leaving: { identifiers: [312] }, enabling: { identifiers: [313, 314], ...enable } });
        stack.opened.simulator.removePassword(314);
        const { told, problems } = await stack.destroy();
        assert.deepEqual(
            [told, problems, stack.state.size],
            [
                [
                    "password 312 is left as it is, inactive when last seen",
                    "password 313 is active again",
                    "password 314 is not enabled: the vault does not have it any more",
                ],
                [],
                0,
            ],
        );
    });

    it("says so where nobody knows whether it is inactive, or where a refresh found it active", async () => {
        const stack = await beginSet({}, { maxRetries: 0 });
        const { simulator } = stack.opened;
        simulator.inject({ kind: "timeout504", route: "disable", identifier: 313 });
        await stack.update(setOf([312, 313, 314]));
        simulator.setActive(312, true);
        await stack.refresh();
        const { told, requests } = await stack.update(setOf([]));
        assert.deepEqual(requests, []);
        assert.deepEqual(told.slice(-3), [
            "warning: password 313 leaves the stack, and its disabling was never confirmed: it may be active. Look at it in the vault.",
            "password 314 is left as it is, inactive when last seen",
            "password 312 is left as it is, active when last seen",
        ]);
    });

    for (const [what, former, latter] of [
        [
            "to a single password",
            { set: { identifiers: [312, 313] } },
            { one: { identifier: 313 }, set: { identifiers: [312] } },
        ],
        [
            "from a single password",
            { one: { identifier: 313 }, set: { identifiers: [312] } },
            { set: { identifiers: [312, 313] } },
        ],
        [
            "to a set before it",
            { a: { identifiers: [312] }, set: { identifiers: [314, 313] } },
            { a: { identifiers: [312, 313] }, set: { identifiers: [314] } },
        ],
        ["to a new set, its own going", { a: { identifiers: [312, 313] } }, { b: { identifiers: [312, 313] } }],
    ] as const) {
        it(`is not enabled when it moves ${what}`, async () => {
            const withEnable = (program: object) =>
                Object.fromEntries(Object.entries(program).map(([name, args]) => [name, { ...args, ...enable }]));
            const stack = await beginSet();
            await stack.up(withEnable(former));
            const { requests, problems } = await stack.update(withEnable(latter));
            assert.deepEqual([problems, requests.filter((request) => /^enable/.test(request))], [[], []]);
            assert.deepEqual(
                [312, 313].map((one) => stack.opened.simulator.password(one).active),
                [false, false],
            );
        });
    }

    for (const [what, latter] of [
        ["single password", { set: { identifiers: [312] }, one: { identifier: 313 } }],
        ["set", { set: { identifiers: [312] }, z: { identifiers: [313] } }],
    ] as const) {
        it(`ends inactive when it moves to a ${what} that is declared after it, also where enabling it is slow`, async () => {
            const stack = await beginSet();
            const { simulator } = stack.opened;
            await stack.up(setOf([312, 313], enable));
            simulator.inject({ kind: "timeout504", route: "enable", identifier: 313 });
            await stack.update(latter);
            assert.equal(simulator.password(313).active, false, "the program declares it");
            simulator.clearFaults();
        });
    }

    it("is not sent to another vault: what is left is told, what is to be enabled fails with what to do", async () => {
        const stack = await beginSet();
        await stack.up({ a: { identifiers: [312] }, b: { identifiers: [313, 314], ...enable } });
        stack.changes = { url: "https://new.example.com" };
        const { simulator } = stack.opened;
        const { told, problems, requests } = await stack.update({
            a: { identifiers: [] },
            b: { identifiers: [313], ...enable },
        });
        assert.deepEqual(requests, []);
        assert.equal(problems.length, 1);
        assert.match(
            problems[0] ?? "",
            /^1 of 1 passwords is not enabled: .*\npassword 314: .*\n- mysafe:url is https:\/\/new\.example\.com, and password 314 was disabled in http:\/\/127\.0\.0\.1:\d+: set mysafe:url to that/,
        );
        assert.ok(told.includes("password 312 is left as it is, inactive when last seen"), told.join("\n"));
        assert.equal(
            told.filter((line) => line.startsWith(`warning: resources of this stack were disabled in ${simulator.url}`))
                .length,
            1,
        );
        stack.changes = {};
        assert.deepEqual(
            (await stack.update({ a: { identifiers: [] }, b: { identifiers: [313], ...enable } })).requests,
            ["enable 314"],
        );
    });

    it("that cannot be enabled goes when it is declared again with onDestroy leave, and taken out after that", async () => {
        const stack = await beginSet();
        await stack.up(setOf([312, 313], enable));
        stack.changes = { url: "https://new.example.com" };
        assert.equal((await stack.update(setOf([312], enable))).problems.length, 1);
        assert.deepEqual((await stack.update(setOf([312, 313], { onDestroy: "leave" }))).problems, []);
        assert.deepEqual((await stack.update(setOf([312], { onDestroy: "leave" }))).problems, []);
    });
});
