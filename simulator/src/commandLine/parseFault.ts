import { type Fault, type FaultKind, faultKinds } from "../faults/fault";
import { type Route, routes } from "../shared/route";

/**
 * Parses a fault of the command line: `[route[/identifier]:]kind[xTIMES|@PERCENT%][+act]`.
 * Examples are `disable:timeout504x3`, `disable/312:reset+act` and `badGateway502@10%`. Throws if it is malformed.
 * The kind `status` has its number behind it: `disable:status524x3`.
 */
export function parseFault(text: string): Fault {
    const match = /^(?:(\w+)(?:\/(\d+))?:)?(\w+?)(?:x(\d+)|@(\d+(?:\.\d+)?)%)?(\+act)?$/.exec(text);
    if (match === null) {
        throw new Error(`"${text}" must have the form [ROUTE[/IDENTIFIER]:]KIND[xTIMES|@PERCENT%][+act]`);
    }
    const [, route, identifier, kindAndStatus = "", times, percent, act] = match;
    const [, status] = /^status(\d+)$/.exec(kindAndStatus) ?? [];
    const kind = status === undefined ? kindAndStatus : "status";
    if (route !== undefined && route !== "any" && !isOneOf<Route>(routes, route)) {
        throw new Error(`"${route}" is not a route: expected one of ${routes.join(", ")}`);
    }
    if (!isOneOf<FaultKind>(faultKinds, kind)) {
        throw new Error(`"${kind}" is not a kind of fault: expected one of ${faultKinds.join(", ")}`);
    }
    if (kind === "status" && status === undefined) {
        throw new Error('"status" has no number: expected a kind such as status524');
    }
    return {
        kind,
        ...(status === undefined ? {} : { status: Number(status) }),
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
