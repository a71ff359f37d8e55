import { type Fault, type FaultKind, faultKinds } from "./fault";
import { type Route, routes } from "./route";

/**
 * Reads the command's spelling of a fault: `[route[/identifier]:]kind[xTIMES|@PERCENT%][+act]`, such as
 * `disable:timeout504x3`, `disable/312:reset+act`, `badGateway502@10%`. Throws an error that says what is wrong.
 */
export function parseFault(text: string): Fault {
    const match = /^(?:(\w+)(?:\/(\d+))?:)?(\w+?)(?:x(\d+)|@(\d+(?:\.\d+)?)%)?(\+act)?$/.exec(text);
    if (match === null) {
        throw new Error(`"${text}" is not [ROUTE[/IDENTIFIER]:]KIND[xTIMES|@PERCENT%][+act]`);
    }
    const [, route, identifier, kind, times, percent, act] = match;
    if (route !== undefined && route !== "any" && !isOneOf<Route>(routes, route)) {
        throw new Error(`"${route}" is no route; there are ${routes.join(", ")}`);
    }
    if (!isOneOf<FaultKind>(faultKinds, kind)) {
        throw new Error(`"${kind}" is no kind of fault; there are ${faultKinds.join(", ")}`);
    }
    return {
        kind,
        ...(route === undefined || route === "any" ? {} : { route }),
        ...(identifier === undefined ? {} : { identifier: Number(identifier) }),
        ...(times === undefined ? {} : { times: Number(times) }),
        ...(percent === undefined ? {} : { rate: Number(percent) / 100 }),
        ...(act === undefined ? {} : { act: true }),
    };
}

function isOneOf<T extends string>(all: readonly T[], text: string | undefined): text is T {
    return (all as readonly (string | undefined)[]).includes(text);
}
