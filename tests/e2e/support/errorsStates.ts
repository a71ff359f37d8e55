/** The runs behind `docs/reference/errors.md` about existing resources and the responses to their requests. */
import type { Route } from "mysafe-simulator";
import { callFaults, likeFaults } from "./errorsFaults";
import { type Declared, type Stage, withStage } from "./errorsStage";
import { byResource, type CaseOf, type Texts } from "./errorsTexts";

const faults = { ...callFaults, ...likeFaults };

/** The password of each fault. */
const identifiers = Object.fromEntries(Object.keys(faults).map((key, index) => [key, 70100 + index]));

const others = { noPassword: 70001, mayNotEdit: 70002, mayNotSee: 70003 };

/** Makes the requests to disable, read and enable fail in each way, all in one run. */
export function refusedCalls(texts: Texts): Promise<void> {
    const passwords = [
        ...Object.values(identifiers).map((identifier) => ({ identifier })),
        { identifier: others.mayNotEdit, canWrite: false },
        { identifier: others.mayNotSee, canView: false, canWrite: false },
    ];
    const declared: Declared = Object.fromEntries(
        Object.entries({ ...identifiers, ...others }).map(([key, identifier]) => [
            key,
            { identifier, onDestroy: "restore" },
        ]),
    );
    return withStage({ vault: { passwords } }, async (stage) => {
        const { vault } = stage;
        stage.declares(declared);
        injectAll(stage, "disable");
        await texts.recordEach(stage, "up --skip-preview", byResource, "--continue-on-error");

        vault.clearFaults();
        vault.addPassword({ identifier: others.noPassword });
        vault.setRights(others.mayNotEdit, { canWrite: true });
        vault.setRights(others.mayNotSee, { canView: true, canWrite: true });
        await texts.record(stage, "unconfirmed", "preview");
        await texts.record(stage, "unconfirmed", "refresh", "up");

        vault.setRights(others.mayNotSee, { canView: false });
        injectAll(stage, "read");
        await texts.recordEach(stage, "refresh", byResource);

        vault.clearFaults();
        vault.setRights(others.mayNotEdit, { canWrite: false });
        vault.setRights(others.mayNotSee, { canView: true });
        injectAll(stage, "enable");
        const again: CaseOf = (entry, at) => (entry.text.includes("is active again") ? false : byResource(entry, at));
        await texts.recordEach(stage, "destroy", again, "--continue-on-error");
        vault.clearFaults();
    });
}

/** Changes passwords in the vault without Pulumi, and destroys the stack. */
export function changedInTheVault(texts: Texts): Promise<void> {
    const passwords = [201, 202, 203, 204, 205].map((number) => ({ identifier: 70000 + number }));
    return withStage({ vault: { passwords } }, async (stage) => {
        const { vault } = stage;
        const kept: Declared = {
            drift: { identifier: 70201, onDestroy: "restore" },
            left: { identifier: 70203 },
            goneLater: { identifier: 70204, onDestroy: "restore" },
        };
        stage.declares({ ...kept, gone: { identifier: 70202, onDestroy: "restore" } });
        await stage.expect("up", "--skip-preview");
        vault.setActive(70201, true);
        vault.removePassword(70202);
        const missing = renamed({ gone: "missing" });
        await texts.recordEach(stage, "refresh", missing);
        await texts.recordEach(stage, "preview", missing);
        await texts.recordEach(stage, "up", missing);
        await texts.recordEach(stage, "up --skip-preview", missing, "--continue-on-error");

        // The next update leaves a password unconfirmed.
        stage.declares({ ...kept, lost: { identifier: 70205 } });
        vault.inject({ kind: "timeout504", route: "disable", identifier: 70205 });
        await stage.run("up --skip-preview");
        vault.removePassword(70204);
        // A destroy runs no program, but its messages name this password too.
        stage.declares({ ...stage.declared, gone: { identifier: 70202 } });
        const ends = { drift: "enabled", gone: "missingBefore", goneLater: "missing", lost: "unconfirmed" };
        await texts.recordEach(stage, "destroy", renamed(ends));
    });
}

/** Removes the only password of a stack. The access key of another tenant gets the same responses. */
export function nothingInTheVault(texts: Texts): Promise<void> {
    const vault = { tenant: "acme", passwords: [{ identifier: 70301 }] };
    return withStage({ vault, config: { "mysafe:tenant": "acme" } }, async (stage) => {
        stage.declares({ "former-dba": { identifier: 70301 } });
        await stage.expect("up", "--skip-preview");
        stage.vault.removePassword(70301);
        await texts.record(stage, "allMissing", "refresh");
    });
}

/** The faults in the body of a 200, which a read does not look at. */
const bodyFaults: readonly string[] = ["cutBody", "wrongCharset"];

function injectAll(stage: Stage, route: Route): void {
    for (const [key, fault] of Object.entries(faults)) {
        const { like: _, ...injected } = { like: undefined, ...fault };
        const identifier = identifiers[key] ?? 0;
        if (route === "read" && bodyFaults.includes(injected.kind)) {
            continue;
        }
        stage.vault.inject({ ...injected, route, identifier, times: Number.POSITIVE_INFINITY });
    }
}

/** Returns the cases of resources with other names. */
function renamed(names: Record<string, string>): CaseOf {
    return (entry, stage) => {
        const name = byResource(entry, stage);
        return name === undefined ? undefined : (names[name] ?? name);
    };
}
