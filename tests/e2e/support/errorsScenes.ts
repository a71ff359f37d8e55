/** The runs that `docs/errors.md` is made of, in the order of the page: what a program declares, and the way to a vault. */
import assert from "node:assert/strict";
import { callFaults, wayFaults } from "./errorsFaults";
import { withOddVault } from "./errorsOddVault";
import { type Stage, withStage } from "./errorsStage";
import { byResource, type CaseOf, type Texts } from "./errorsTexts";
import { withUnknownHosts } from "./errorsUnknownHosts";

const always = { times: Number.POSITIVE_INFINITY };

/** Declares what the vault, or we, cannot accept. */
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
        await texts.takeDownEach(stage, "preview", byResource);
        await texts.takeDownEach(stage, "up", byResource);
        stage.declares({ "former-dba": { identifier: 0 } });
        await texts.takeDown(stage, "notAnIdentifier", "up --skip-preview");
        await withOddVault(async (url) => {
            stage.declares({ "former-dba": { identifier: 312 } });
            stage.set({ SENHASEGURA_URL: url });
            await texts.takeDown(stage, "unexpected", "preview", "up", "up --skip-preview");
        });
    });
}

/** Lets the preview's list call go wrong in each way. */
export function unansweredPreviews(texts: Texts): Promise<void> {
    return withStage({}, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        for (const [key, fault] of Object.entries(callFaults)) {
            await withFault(stage, { ...fault, route: "list" }, () => texts.takeDown(stage, key, "preview", "up"));
        }
        await stage.stack.configure("mysafe:preflight", "warn");
        await withFault(stage, { kind: "timeout504", route: "list" }, () => texts.takeDown(stage, "warned", "preview"));
    });
}

/** Declares what the guards refuse. */
export function guards(texts: Texts): Promise<void> {
    const config = { "mysafe:neverDisable": "tag:break-glass", "mysafe:maxDisablements": "1" };
    const kinds = {
        twice: "is declared twice",
        never: "is protected by mysafe:neverDisable",
        tooMany: "more new passwords than",
    };
    const caseOf: CaseOf = ({ text }) => Object.entries(kinds).find(([, words]) => text.includes(words))?.[0];
    return withStage({ config }, async (stage) => {
        const declared = {
            twice: { one: { identifier: 330 }, two: { identifier: 330 } },
            never: { root: { identifier: 320 } },
            tooMany: { three: { identifier: 313 }, four: { identifier: 314 } },
        };
        stage.declares({ ...declared.twice, ...declared.never, ...declared.tooMany });
        await texts.takeDownEach(stage, "preview", caseOf);
        await texts.takeDownEach(stage, "up", caseOf);
        for (const [key, resources] of Object.entries(declared)) {
            stage.declares(resources);
            await texts.takeDown(stage, key, "up --skip-preview");
        }
        stage.declares({ "former-dba": { identifier: 312 } });
        await withFault(stage, { kind: "timeout504", route: "list" }, () =>
            texts.takeDown(stage, "unguarded", "preview", "up", "up --skip-preview"),
        );
    });
}

/** Lets settings be wrong; what is missing is told in {@link noWayToTheVault}. */
export function wrongSettings(texts: Texts): Promise<void> {
    const config = { "mysafe:url": "http://vault.example.com", "mysafe:timeoutSeconds": "soon" };
    return withStage({ config }, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        await texts.takeDown(stage, "wrongSettings", "preview", "up", "up --skip-preview");
    });
}

/** Does not tell a multi-tenant vault its tenant. */
export function noTenant(texts: Texts): Promise<void> {
    return withStage({ vault: { tenant: "acme" } }, async (stage) => {
        stage.declares({ "former-dba": { identifier: 312 } });
        await texts.takeDown(stage, "noTenant", "preview", "up", "up --skip-preview");
    });
}

/** With a resource that exists and one that is new, keeps every command from the vault. */
export function noWayToTheVault(texts: Texts): Promise<void> {
    const former = { "former-dba": { identifier: 312, onDestroy: "enable" } } as const;
    return withStage({}, async (stage) => {
        const { vault, url } = stage;
        const takeDownAll = (key: string) =>
            texts.takeDown(stage, key, "preview", "up", "up --skip-preview", "refresh", "destroy");
        stage.declares(former);
        await stage.quietly("up", "--skip-preview");

        stage.set({ SENHASEGURA_URL: vault.url });
        await takeDownAll("anotherVault");

        stage.declares({ new: { identifier: 313 } });
        stage.set({ SENHASEGURA_URL: url, SENHASEGURA_CLIENT_SECRET: "PLANTED-wrong-secret" });
        await takeDownAll("wrongSecret");

        const names = ["SENHASEGURA_URL", "SENHASEGURA_CLIENT_ID", "SENHASEGURA_CLIENT_SECRET"];
        stage.set(Object.fromEntries(names.map((name) => [name, undefined])));
        await takeDownAll("missingSettings");

        stage.set({
            SENHASEGURA_URL: url,
            SENHASEGURA_CLIENT_ID: vault.clientId,
            SENHASEGURA_CLIENT_SECRET: vault.clientSecret,
        });
        for (const [key, fault] of Object.entries(wayFaults)) {
            await withFault(stage, { ...fault, route: "token" }, () => takeDownAll(key));
        }
        await withUnknownHosts(stage, () => takeDownAll("unknownHost"));
        await vault.close();
        await takeDownAll("refused");
    });
}

/** Lets two resources meet the same words at the same time. */
export async function sameWordsOfTwo(): Promise<void> {
    await withStage({}, async (stage) => {
        stage.declares({ one: { identifier: 312 }, two: { identifier: 313 } });
        await stage.quietly("up", "--skip-preview");
        await withFault(stage, { kind: "timeout504", route: "token", delayMs: 500 }, async () => {
            const { succeeded, entries, output } = await stage.run("refresh");
            assert.ok(!succeeded);
            assert.deepEqual(entries.map(({ resource }) => resource).sort(), ["one", "two"], output);
        });
    });
}

/** All fitting requests meet a fault for as long as something is done. */
async function withFault(stage: Stage, fault: Parameters<Stage["vault"]["inject"]>[0], act: () => Promise<void>) {
    stage.vault.inject({ ...always, ...fault });
    await act();
    assert.deepEqual(stage.vault.unmetFaults(), []);
    stage.vault.clearFaults();
}
