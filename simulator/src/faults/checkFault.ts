import { assertNoProblems, fieldProblems } from "../shared/fieldProblems";
import {
    type FieldRule,
    type FieldRules,
    finiteNumber,
    flag,
    milliseconds,
    oneOf,
    orInfinity,
    required,
    text,
    wholeNumber,
} from "../shared/fieldRules";
import { type Route, routes } from "../shared/route";
import { describeFault, type Fault, type FaultKind, faultKinds, waitsForVault } from "./fault";

const share: FieldRule<number> = {
    expected: "a number above 0 and at most 1",
    accepts: (value): value is number => typeof value === "number" && value > 0 && value <= 1,
};

const faultRules: FieldRules<Fault> = {
    kind: required(oneOf<FaultKind>(faultKinds)),
    route: oneOf<Route>(routes),
    identifier: wholeNumber(0),
    times: orInfinity(wholeNumber(1)),
    rate: share,
    seed: finiteNumber,
    act: flag,
    after: wholeNumber(0),
    delayMs: orInfinity(milliseconds),
    status: wholeNumber(200, 999),
    bodyKind: oneOf(["json", "html", "empty", "vault"]),
    message: text,
    retryAfter: text,
    location: text,
    charset: text,
};

/** The fields that belong to one kind. */
const fieldsOfKinds: readonly { field: keyof Fault; kind: FaultKind }[] = [
    { field: "status", kind: "status" },
    { field: "charset", kind: "wrongCharset" },
];

/** Throws an error if a field of a fault is wrong, or if the fault could affect no request. */
export function assertCanOccur(fault: Fault): void {
    const subject = { name: "The fault", unknown: "Unknown field of a fault", prefix: "" };
    const problems = fieldProblems(fault, faultRules, subject);
    assertNoProblems(problems.length > 0 ? problems : combinationProblems(fault));
}

function combinationProblems(fault: Fault): string[] {
    const { kind, route, status } = fault;
    const problems = fieldsOfKinds
        .filter((one) => fault[one.field] !== undefined && kind !== one.kind)
        .map((one) => `${one.field} belongs to the kind "${one.kind}", not to "${kind}"`);
    if (kind === "status" && status === undefined) {
        problems.push(`status is missing: expected ${faultRules.status.expected}`);
    }
    const noRequest = `The fault ${describeFault(fault)} can affect no request`;
    if (route === "unknown" && waitsForVault(fault)) {
        problems.push(`${noRequest}: the gateway passes none of the route "unknown" to the vault`);
    }
    if (route === "token" && kind === "foreignTenant") {
        problems.push(`${noRequest}: tokens are the same for every tenant`);
    }
    return problems;
}
