import assert from "node:assert/strict";
import type { Simulator, SimulatorOptions } from "mysafe-simulator";
import type { CheckFailure } from "../../../provider/src/checks/form";
import type { HttpRequest } from "../../../provider/src/client/transport";
import { callerKey } from "../../../provider/src/dynamic/callerInfo";
import { createRunContext } from "../../../provider/src/lifecycle/context";
import { createLifecycle } from "../../../provider/src/lifecycle/lifecycle";
import type { Settings } from "../../../provider/src/settings/settings";
import { type Opened, open, type Scripted, scripted, withToken } from "./vault";

export type Lifecycle = ReturnType<typeof createLifecycle>;

/** What a declaration carries in an update. */
export const inUpdate = { [callerKey]: { run: "update", number: 0, name: "former-dba" } };

export const now = new Date("2031-05-06T07:08:09.010Z");

/** A lifecycle in front of a simulator. */
export async function begin(
    options?: SimulatorOptions,
    changes?: Partial<Settings>,
): Promise<Opened & { lifecycle: Lifecycle; preview(...identifiers: unknown[]): Promise<CheckFailure[]> }> {
    const opened = await open(options, changes);
    const lifecycle = createLifecycle(
        createRunContext({
            settings: () => opened.settings,
            vault: () => opened.vault,
            now: () => now,
            tell: (line) => opened.told.push(line),
        }),
    );
    return {
        ...opened,
        lifecycle,
        async preview(...identifiers) {
            const failures: CheckFailure[] = [];
            for (const identifier of identifiers) {
                failures.push(...(await lifecycle.check({}, { identifier })).failures);
            }
            return failures;
        },
    };
}

/** A lifecycle whose vault answers by a function. */
export function beginScripted(answer: (exchange: HttpRequest) => Scripted | Error): Lifecycle {
    const { settings, vault } = scripted(withToken(answer));
    return createLifecycle(
        createRunContext({ settings: () => settings, vault: () => vault, now: () => now, tell: () => {} }),
    );
}

/** A lifecycle that may ask neither settings nor vault. */
export function alone(): Lifecycle {
    const unasked = () => {
        throw new Error("asked");
    };
    return createLifecycle(createRunContext({ settings: unasked, vault: unasked, now: unasked, tell: unasked }));
}

export function onlyFailure(failures: CheckFailure[]): CheckFailure {
    assert.equal(failures.length, 1, JSON.stringify(failures));
    return failures[0] as CheckFailure;
}

export function asked(simulator: Simulator): string[] {
    return simulator.requests.map(({ route }) => route);
}
