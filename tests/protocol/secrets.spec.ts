import assert from "node:assert/strict";
import { declared, declaredAll } from "./support/declared";
import { closeStages, openOwnStage, type Stage } from "./support/stage";

/** One that a form and a URL write in other ways. */
const clientSecret = "cs-planted/+ &=<secret>\"é'%";
const asForm = new URLSearchParams({ client_secret: clientSecret }).toString();

/** The ways in which a secret can turn up, its beginning among them. */
function waysToWrite(secret: string): string[] {
    return [
        secret,
        Buffer.from(secret).toString("latin1"),
        new URLSearchParams({ "": secret }).toString().slice(1),
        encodeURIComponent(secret),
        encodeURI(secret),
        JSON.stringify(secret).slice(1, -1),
        Buffer.from(secret).toString("base64"),
        secret.slice(0, 12),
    ];
}

describe("the client secret, the token and the passwords' secrets", () => {
    const identifiers = [312, 313, 340, 404, 411, 9999];
    const previewed = declaredAll(
        "preview",
        [...identifiers, "abc"].map((identifier) => ({ identifier })),
    );
    const updated = declaredAll(
        "update",
        identifiers.map((identifier) => ({ identifier, reason: "CHG-2041" })),
    );
    const declaration = declared("update", { identifier: 312 });
    let stage: Stage;
    let saidBefore: number;

    const said = () => [stage.provider.answers(), stage.provider.stdout(), stage.provider.stderr()].join("\n");

    before(async () => {
        stage = await openOwnStage({ clientSecret }, { "mysafe:maxRetries": "0" });
    });
    beforeEach(() => {
        saidBefore = said().length;
    });
    /** Fails if any response, error or line of this test holds a secret. */
    function assertNoneSaid(): void {
        const { vault } = stage;
        const text = said().slice(saidBefore);
        const secrets = [clientSecret, ...vault.issuedTokens, ...vault.passwords().map(({ secret }) => secret)];
        for (const written of secrets.flatMap(waysToWrite)) {
            assert.ok(!text.includes(written), `"${written}" was said`);
        }
    }
    after(closeStages);

    it("are in nothing that a whole run says, be it an answer, an error or a line", async () => {
        const { vault, provider } = stage;
        for (const inputs of await previewed()) {
            await provider.check({}, inputs);
        }
        const states = [];
        for (const inputs of await updated()) {
            states.push(await provider.create(inputs).catch(() => undefined));
        }
        assert.deepEqual(
            states.map((state) => state?.id),
            ["312", "313", "340", undefined, undefined, undefined],
        );
        for (const kind of ["timeout504", "unauthorized401", "reset", "html200", "error500", "redirect302"] as const) {
            vault.inject({ kind, route: "disable", times: kind === "unauthorized401" ? 2 : 1 });
            await assert.rejects(provider.create(await declaration()));
        }
        for (const state of states) {
            if (state) {
                await provider.read(state.id, state.outputs);
                await provider.update(state.id, state.outputs, state.outputs);
                await provider.delete(state.id, state.outputs);
            }
        }
        assert.deepEqual(vault.secretsServed, []);
        assert.equal(vault.issuedTokens.length, 2);
        assertNoneSaid();
    });

    it("are struck out of an answer that echoes them as they are", async () => {
        const { vault, provider } = stage;
        for (const echoed of [vault.issuedTokens.at(-1), clientSecret]) {
            vault.inject({ kind: "error500", route: "disable", message: `You sent ${echoed}.` });
            await assert.rejects(provider.create(await declaration()), /You sent \[secret\]\./);
        }
        assertNoneSaid();
    });

    it("are struck out of an answer that echoes the form or the address that carried them", async () => {
        const { vault, provider } = stage;
        for (const echoed of [asForm, encodeURIComponent(clientSecret)]) {
            vault.inject({ kind: "error500", route: "disable", message: `You sent ${echoed}.` });
            await assert.rejects(provider.create(await declaration()), /You sent /);
        }
        vault.inject({ kind: "redirect302", route: "disable", location: `${vault.url}/login?${asForm}` });
        await assert.rejects(provider.create(await declaration()), /redirect to /);
        assertNoneSaid();
    });

    it("are not repeated from a page that echoes them", async () => {
        const { vault, provider } = stage;
        for (const echoed of [vault.issuedTokens.at(-1), clientSecret, asForm]) {
            vault.inject({ kind: "timeout504", route: "disable", bodyKind: "html", message: `You sent ${echoed}.` });
            await assert.rejects(provider.create(await declaration()), /failed: 504/);
        }
        assertNoneSaid();
    });

    it("are struck out of what the token endpoint echoes", async () => {
        const { vault, provider } = stage;
        vault.revokeTokens();
        vault.inject({ kind: "error500", route: "token", message: `You sent ${asForm}.` });
        await assert.rejects(provider.create(await declaration()), /oauth2\/token failed: 500 "You sent /);
        assertNoneSaid();
    });

    it("are struck out of an answer that is so long that it is cut in the middle of one", async () => {
        const { vault, provider } = stage;
        await provider.create(await declaration());
        for (const secret of [vault.issuedTokens.at(-1), clientSecret]) {
            vault.inject({ kind: "error500", route: "disable", message: `${"x".repeat(183)} ${secret}` });
            await assert.rejects(provider.create(await declaration()), /failed: 500 "xxx/);
        }
        assertNoneSaid();
    });
});
