import type { Judge } from "../checks/checkDeclarations";
import { onDestroyFailure, readIdentifier, reasonFailure, shownIdentifier } from "../checks/form";
import { type ObjectKind, passwordKind } from "../client/kinds";
import { createDeclarationCheck, type Examine } from "../dynamic/adapter";
import { refusalsKey } from "../dynamic/callerInfo";
import { UnconfirmedError, VaultError } from "../shared/errors";
import type { RunContext } from "./context";
import { keepResource } from "./partialFailure";
import { createRelease } from "./release";
import { driftsIn, type Inputs, inputsOf, type Outputs, type Properties, statusOf, withoutUndefined } from "./state";

/** The operations of one disablement, of a password or of another kind, in the order in which the engine calls them. */
export function createLifecycle(run: RunContext, kind = passwordKind) {
    const { noun, canListReadEnable } = kind;
    const check = createDeclarationCheck(examineWith(run.judge, kind), run.toldOfRun);
    const depart = createRelease(run, kind);

    /** Makes the call that disables, and keeps the resource when that was sent but never confirmed. */
    async function disabled(inputs: Properties, driftCorrected: number): Promise<Outputs> {
        const { identifier, reason, onDestroy } = inputs as unknown as Inputs;
        const vaultUrl = run.settings().url;
        const drifts = canListReadEnable ? { driftCorrected } : {};
        const outputs = { identifier, reason, onDestroy, vaultUrl, ...drifts };
        try {
            await (canListReadEnable && run.untilEnabled(identifier));
            const outcome = await run.vault().disable(identifier, kind);
            const disabledAt = run.now().toISOString();
            return withoutUndefined({ ...outputs, status: "inactive", outcome, disabledAt });
        } catch (error) {
            throw error instanceof UnconfirmedError
                ? keepResource(error, identifier, withoutUndefined({ ...inputs, ...outputs, status: "unconfirmed" }))
                : error;
        }
    }

    return {
        async check(olds: Properties, news: Properties): ReturnType<typeof check> {
            const checked = await check(olds, news);
            run.declares(canListReadEnable ? checked.inputs.identifier : kind);
            return checked;
        },

        async diff(_id: string, olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }> {
            const replaces = String(news.identifier) === String(olds.identifier) ? [] : ["identifier"];
            const status = statusOf(olds);
            if (status === "unconfirmed") {
                run.tellOfUnconfirmed();
            } else {
                run.warnOfAnotherVault(olds.vaultUrl);
            }
            const differs =
                replaces.length > 0 ||
                news.reason !== olds.reason ||
                news.onDestroy !== olds.onDestroy ||
                status !== "inactive";
            // A program hears of what `check` has found only for what changes; then it fails, and nothing does.
            const isRefused = news[refusalsKey] !== undefined && run.isOfThisVault(olds.vaultUrl) !== false;
            return { changes: differs || isRefused, replaces };
        },

        async create(inputs: Properties): Promise<{ id: string; outs: Outputs }> {
            const { identifier } = inputs as unknown as Inputs;
            return { id: identifier, outs: await disabled(inputs, 0) };
        },

        /** Finds out whether a password is still inactive, without reading its secret; nobody can ask about other kinds. */
        async read(id: string, olds: Properties): Promise<{ id: string; props: Properties; inputs?: Properties }> {
            let isInactive: boolean;
            try {
                if (!canListReadEnable || run.settings().driftDetection === "off") {
                    return { id, props: olds };
                }
                if (run.isOfThisVault(olds.vaultUrl) === false) {
                    run.warnOfAnotherVault(olds.vaultUrl);
                    return { id, props: olds };
                }
                isInactive = await run.vault().isInactive(id);
            } catch (error) {
                if (error instanceof VaultError && error.code === 1005) {
                    run.tell(
                        `password ${id} leaves the stack's state: the vault does not have it any more (${error.vaultMessage}). Take it out of the program.`,
                    );
                    return { id: "", props: {} };
                }
                throw run.explained(error);
            }
            if (!isInactive && statusOf(olds) !== "unconfirmed") {
                run.tell(
                    `password ${id} is active: somebody enabled it in the vault. \`pulumi up --refresh\` disables it again.`,
                );
            }
            const status = statusOf(olds) === "unconfirmed" ? "unconfirmed" : isInactive ? "inactive" : "active";
            const props = { ...olds, status };
            return { id, props, inputs: inputsOf(props) };
        },

        /**
         * Disables again what somebody enabled, and settles what an earlier run left unconfirmed. Else only what the
         * vault has no place for can change: that makes no call.
         */
        async update(id: string, olds: Properties, news: Properties): Promise<{ outs: object }> {
            const status = statusOf(olds);
            if (status === "inactive") {
                const { reason, onDestroy } = news;
                const drifts = canListReadEnable ? { driftCorrected: driftsIn(olds) } : {};
                return { outs: withoutUndefined({ ...olds, reason, onDestroy, ...drifts }) };
            }
            const { url } = run.settings();
            if (olds.vaultUrl !== url) {
                const what =
                    status === "active"
                        ? `${noun} ${id} was enabled in ${olds.vaultUrl}`
                        : `whether ${noun} ${id} is inactive in ${olds.vaultUrl} was never confirmed`;
                run.tell(`warning: ${what}, and is not asked any more: mysafe:url is now ${url}. Look at it there.`);
            }
            const isDrift = status === "active";
            const outs = await disabled(news, driftsIn(olds) + (isDrift ? 1 : 0));
            if (isDrift && olds.vaultUrl === url) {
                run.tell(`${noun} ${outs.identifier} is inactive again`);
            }
            return { outs };
        },

        /** Leaves it as it is, or makes it active again, and says which. */
        async delete(id: string, olds: Properties): Promise<void> {
            const departing = { status: statusOf(olds), vaultUrl: olds.vaultUrl };
            try {
                const { failures } = await depart(new Map([[id, departing]]), olds.onDestroy);
                for (const { error } of failures) {
                    throw error;
                }
            } catch (error) {
                throw run.explained(error);
            }
        },
    };
}

/** What a declaration of one says, and what is wrong with it. */
function examineWith(judge: Judge, kind: ObjectKind): Examine {
    return async (olds, news, declaration) => {
        const { identifier, failure } = readIdentifier(news.identifier, "identifier", kind.noun);
        const inputs = withoutUndefined({
            ...news,
            identifier: identifier ?? news.identifier,
            reason: news.reason ?? undefined,
            onDestroy: news.onDestroy ?? undefined,
            status: "inactive",
        });
        const whose = {
            declaration: declaration?.number ?? identifier ?? "",
            name: declaration?.name,
            property: "identifier",
            identifier: identifier ?? shownIdentifier(news.identifier),
            kind,
        };
        const malformed = [failure, reasonFailure(news.reason), onDestroyFailure(news.onDestroy, kind)]
            .filter((found) => found !== undefined)
            .map((found) => ({ ...whose, failure: found }));
        const isNew = whose.identifier !== String(olds.identifier);
        const judged = { ...whose, isNew, isActive: olds.status === "active" };
        return { inputs, found: malformed.length > 0 ? malformed : await judge([judged], declaration?.run) };
    };
}
