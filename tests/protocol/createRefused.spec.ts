import assert from "node:assert/strict";
import type { ServiceError } from "@grpc/grpc-js";
import { declared } from "./support/declared";
import { refusalOf } from "./support/dynamicProvider";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

/** Three lines, and no stack in any of them. */
function assertThreeLines(message: string, first: RegExp): void {
    const lines = message.split("\n");
    assert.equal(lines.length, 3, message);
    assert.match(lines[0] ?? "", first);
    assert.match(lines[1] ?? "", /^Cause: \S/);
    assert.match(lines[2] ?? "", /^Solution: \S/);
    assert.doesNotMatch(message, /^\s+at |\.js:\d/m);
}

describe("create that the vault refuses", () => {
    const notThere = declared("update", { identifier: 9999 });
    const notEditable = declared("update", { identifier: 404 });
    const disabled = declared("update", { identifier: 312 });
    let stage: Stage;

    before(async () => {
        stage = await openOwnStage({}, { "mysafe:maxRetries": "0" });
    });
    afterEach(() => {
        assert.deepEqual([stage.provider.stdout(), stage.provider.stderr()], ["", ""]);
    });
    after(closeStages);

    it("ends with one error of three lines: what failed, its cause, its solution", async () => {
        const { provider } = stage;
        assertThreeLines(
            await refusalOf(provider.create(await notThere())),
            /^POST api\/mysafe\/password\/inactive\/9999 failed: 400 "1005: Password not found"/,
        );
        assertThreeLines(
            await refusalOf(provider.create(await notEditable())),
            /^POST api\/mysafe\/password\/inactive\/404 failed: 400 "1006: User does not have access"/,
        );
    });

    it("is not taken for something created that failed to initialize", async () => {
        const error = await stage.provider.create(await notThere()).then(
            () => undefined,
            (thrown: ServiceError) => thrown,
        );
        assert.deepEqual(error?.metadata.get("grpc-status-details-bin"), []);
    });

    it("has three lines for a redirect, too, and for a call that is not let through", async () => {
        const { vault, provider } = stage;
        vault.inject({ kind: "forbidden403", route: "disable", times: 2 });
        assertThreeLines(await refusalOf(provider.create(await disabled())), /failed: 403 /);
        vault.inject({ kind: "redirect302", route: "disable", location: "https://elsewhere.example.com/login" });
        assertThreeLines(
            await refusalOf(provider.create(await disabled())),
            /failed: 302 "redirect to https:\/\/elsewhere\.example\.com\/login"/,
        );
        assert.equal(vault.password(312).active, true);
    });
});

describe("create with a client secret that is wrong", () => {
    const declaration = declared("update", { identifier: 312 });

    afterEach(closeStages);

    it("asks for a token once, and tells all that wait for it, or come later, in three lines", async () => {
        const { vault, provider } = await openOwnStage();
        vault.setClientSecret("cs-changed");
        const inputs = await declaration();
        const refusals = await Promise.all(Array.from({ length: 20 }, () => refusalOf(provider.create(inputs))));
        refusals.push(await refusalOf(provider.create(inputs)));
        for (const refusal of refusals) {
            assertThreeLines(refusal, /^POST api\/oauth2\/token failed: 401 /);
        }
        assert.deepEqual([vault.count("token"), vault.count("disable")], [1, 0]);
        assert.equal(provider.stderr(), "");
    });
});
