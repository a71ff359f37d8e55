import assert from "node:assert/strict";
import { startSimulator } from "../../../simulator/src/index";
import { closeAll, start } from "../support/connect";

/** Wrong passwords with their errors. */
const wrong: readonly [passwords: readonly unknown[], ...problems: string[]][] = [
    [[312], "passwords[0] must be an object, not 312"],
    [[null], "passwords[0] must be an object, not null"],
    [[[312]], "passwords[0] must be an object, not an array"],
    [new Array(1), "passwords[0] must be an object, not undefined"],
    [[{}], "passwords[0].identifier is missing: expected a whole number from 1"],
    [[{ identifier: "312" }], 'passwords[0].identifier must be a whole number from 1, not "312"'],
    [[{ identifier: 0 }], "passwords[0].identifier must be a whole number from 1, not 0"],
    [[{ identifier: 1.5 }], "passwords[0].identifier must be a whole number from 1, not 1.5"],
    [[{ identifier: 2 ** 53 }], "passwords[0].identifier must be a whole number from 1, not 9007199254740992"],
    [[{ identifier: 1, active: "no" }], 'passwords[0].active must be true or false, not "no"'],
    [[{ identifier: 1, canView: 1 }], "passwords[0].canView must be true or false, not 1"],
    [[{ identifier: 1, canWrite: null }], "passwords[0].canWrite must be true or false, not null"],
    [[{ identifier: 1, name: 7 }], "passwords[0].name must be a text, not 7"],
    [[{ identifier: 1, username: {} }], "passwords[0].username must be a text, not an object"],
    [[{ identifier: 1, url: new URL("http://a/") }], "passwords[0].url must be a text, not an object"],
    [
        [{ identifier: 1, tags: ["a", "b"] }],
        "passwords[0].tags must be a text with commas between the tags, not an array",
    ],
    [[{ identifier: 1, secret: 123_456 }], "passwords[0].secret must be a text, not a number"],
    [[{ identifier: 1, owner: "x" }], 'passwords[0]: unknown field "owner".'],
    [
        [{ identifier: 1 }, { identifier: 2 }, { identifer: 3 }],
        'passwords[2]: unknown field "identifer". Did you mean "identifier"?',
        "passwords[2].identifier is missing: expected a whole number from 1",
    ],
    [
        [{ identifier: 7 }, { identifier: 8 }, { identifier: 7 }, { identifier: 7 }],
        "passwords[2].identifier 7 is already the identifier of passwords[0]",
        "passwords[3].identifier 7 is already the identifier of passwords[0]",
    ],
    [
        [{ identifier: "1", Active: true }, "x", { identifier: 2, tags: 5 }],
        'passwords[0]: unknown field "Active". Did you mean "active"?',
        'passwords[0].identifier must be a whole number from 1, not "1"',
        'passwords[1] must be an object, not "x"',
        "passwords[2].tags must be a text with commas between the tags, not 5",
    ],
];

describe("the passwords of the simulator", () => {
    afterEach(closeAll);

    for (const [passwords, ...problems] of wrong) {
        it(`are refused: ${problems.join(", ")}`, async () => {
            const message = problems.join("\n");
            await assert.rejects(startSimulator({ passwords: passwords as never }), { message });
        });
    }

    it("can be the passwords of another vault, whose changes do not count", async () => {
        const first = await startSimulator({ passwords: [{ identifier: 7, active: false }] });
        const second = await startSimulator({ passwords: first.passwords().map((one) => ({ ...one, changes: 3 })) });
        assert.deepEqual([second.password(7).active, second.password(7).changes], [false, 0]);
        await Promise.all([first.close(), second.close()]);
    });

    it("are checked in the same way when a test adds one, which changes nothing if it fails", async () => {
        const vault = await start({ passwords: [] });
        assert.throws(() => vault.addPassword({ identifer: 1, active: 0 } as never), {
            message: [
                'password: unknown field "identifer". Did you mean "identifier"?',
                "password.identifier is missing: expected a whole number from 1",
                "password.active must be true or false, not 0",
            ].join("\n"),
        });
        assert.deepEqual(vault.passwords(), []);
        vault.addPassword({ identifier: 1 });
        assert.throws(() => vault.addPassword({ identifier: 1 }), {
            message: "The simulated vault already has a password 1",
        });
    });
});
