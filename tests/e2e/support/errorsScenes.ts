/** The runs behind `docs/reference/errors.md` that concern declarations and the way to a vault, in the order of the page. */
import assert from "node:assert/strict";
import { callFaults, wayFaults } from "./errorsFaults";
import { withOddVault } from "./errorsOddVault";
import { type Stage, withStage } from "./errorsStage";
import { byResource, type CaseOf, type Texts } from "./errorsTexts";
import { withUnknownHosts } from "./errorsUnknownHosts";

const always = { times: Number.POSITIVE_INFINITY };

/** Declares passwords that the vault or the provider refuses. */
export function refusedDeclarations(texts: Texts): Promise<void> {
    const passwords = [
        { identifier: 70002, canWrite: false },
        { identifier: 70003, canView: false, canWrite: false },
    ];
    return withStage({ vault: { passwords } }, async (stage) => {
        stage.declares({
            noPassword: { identifier: 70001 },
            mayNotEdit: { identifier: 70002 },
            mayNotSee: { identifier: 70003 },
            notAnIdentifier: { identifier: 0 },
        });
        await texts.recordEach(stage, "preview", byResource);
        await texts.recordEach(stage, "up", byResource);
        stage.declares({ "former-dba": { identifier: 0 } });
        await texts.record(stage, "notAnIdentifier", "up --skip-preview");
        await withOddVault(async (url) => {
            stage.declares({ "former-dba": { identifier: 312 } });
            stage.set({ SENHASEGURA_URL: url });
            await texts.record(stage, "unexpected", "preview", "up", "up --skip-preview");
        });
    });
}

/** Makes the preview's list call fail in each way. */
export function unansweredPreviews(texts: Texts): Promise<void> {
    return withStage({}, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        for (const [key, fault] of Object.entries(callFaults)) {
            await withFault(stage, { ...fault, route: "list" }, () => texts.record(stage, key, "preview", "up"));
        }
        await stage.stack.configure("mysafe:preflight", "warn");
        await withFault(stage, { kind: "timeout504", route: "list" }, () => texts.record(stage, "warned", "preview"));
    });
}

/** Declares passwords that the guards refuse. */
export function guards(texts: Texts): Promise<void> {
    const config = { "mysafe:neverDisable": "tag:break-glass", "mysafe:maxDisablements": "1" };
    const kinds = {
        twice: "is declared twice",
        never: "is protected by mysafe:neverDisable",
        tooMany: "more new passwords than",
    };
    const caseOf: CaseOf = ({ text }) => Object.entries(kinds).find(([, part]) => text.includes(part))?.[0];
    return withStage({ config }, async (stage) => {
        const declared = {
            twice: { one: { identifier: 330 }, two: { identifier: 330 } },
            never: { root: { identifier: 320 } },
            tooMany: { three: { identifier: 313 }, four: { identifier: 314 } },
        };
        stage.declares({ ...declared.twice, ...declared.never, ...declared.tooMany });
        await texts.recordEach(stage, "preview", caseOf);
        await texts.recordEach(stage, "up", caseOf);
        for (const [key, resources] of Object.entries(declared)) {
            stage.declares(resources);
            await texts.record(stage, key, "up --skip-preview");
        }
        stage.declares({ "former-dba": { identifier: 312 } });
        await withFault(stage, { kind: "timeout504", route: "list" }, () =>
            texts.record(stage, "unguarded", "preview", "up", "up --skip-preview"),
        );
        await withFault(stage, { kind: "foreignTenant", route: "list" }, () =>
            texts.record(stage, "unreadable", "preview", "up", "up --skip-preview"),
        );
    });
}

/** Sets wrong settings. {@link noWayToTheVault} omits them. */
export function wrongSettings(texts: Texts): Promise<void> {
    const config = { "mysafe:url": "http://vault.example.com", "mysafe:timeoutSeconds": "soon" };
    return withStage({ config }, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        await texts.record(stage, "wrongSettings", "preview", "up", "up --skip-preview");
    });
}

/** Omits the tenant of a multi-tenant vault. */
export function noTenant(texts: Texts): Promise<void> {
    return withStage({ vault: { tenant: "acme" } }, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        await texts.record(stage, "noTenant", "preview", "up", "up --skip-preview");
    });
}

/** Blocks every command's way to the vault, with an existing and a new resource. */
export function noWayToTheVault(texts: Texts): Promise<void> {
    const former = { "former-dba": { identifier: 312, onDestroy: "restore" } } as const;
    return withStage({}, async (stage) => {
        const { vault, url } = stage;
        const recordAll = (key: string) =>
            texts.record(stage, key, "preview", "up", "up --skip-preview", "refresh", "destroy");
        stage.declares(former);
        await stage.expect("up", "--skip-preview");

        stage.set({ SENHASEGURA_URL: vault.url });
        await recordAll("anotherVault");

        stage.declares({ new: { identifier: 313 } });
        stage.set({ SENHASEGURA_URL: url, SENHASEGURA_CLIENT_SECRET: "PLANTED-wrong-secret" });
        await recordAll("wrongSecret");

        const names = ["SENHASEGURA_URL", "SENHASEGURA_CLIENT_ID", "SENHASEGURA_CLIENT_SECRET"];
        stage.set(Object.fromEntries(names.map((name) => [name, undefined])));
        await recordAll("missingSettings");

        stage.set({
            SENHASEGURA_URL: url,
            SENHASEGURA_CLIENT_ID: vault.clientId,
            SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        });
        for (const [key, fault] of Object.entries(wayFaults)) {
            await withFault(stage, { ...fault, route: "token" }, () => recordAll(key));
        }
        await withUnknownHosts(stage, () => recordAll("unknownHost"));
        await vault.close();
        await recordAll("refused");
    });
}

/** Makes two resources fail with the same text at the same time. */
export async function sameErrorTwice(): Promise<void> {
    await withStage({}, async (stage) => {
        stage.declares({ one: { identifier: 312 }, two: { identifier: 313 } });
        await stage.expect("up", "--skip-preview");
        await withFault(stage, { kind: "timeout504", route: "token", delayMs: 500 }, async () => {
            const { succeeded, entries, output } = await stage.run("refresh");
            assert.ok(!succeeded);
            assert.deepEqual(entries.map(({ resource }) => resource).sort(), ["one", "two"], output);
        });
    });
}

/** Injects a fault into all matching requests of an action. */
async function withFault(stage: Stage, fault: Parameters<Stage["vault"]["inject"]>[0], act: () => Promise<void>) {
    stage.vault.inject({ ...always, ...fault });
    await act();
    assert.deepEqual(stage.vault.unmetFaults(), []);
    stage.vault.clearFaults();
}
