import * as pulumi from "@pulumi/pulumi";
import { PasswordDisablementSet } from "pulumi-mysafe";
import { type Row, readRows } from "./readRows";

const file = new pulumi.Config().get("file") ?? "leavers.csv";

// One set for each leaver and ticket. A wrong row ends the program before it declares anything.
const groups = new Map<string, Row[]>();
for (const row of readRows(file)) {
    const name = `${row.leaver}-${row.ticket}`;
    groups.set(name, [...(groups.get(name) ?? []), row]);
}

const counts: Record<string, pulumi.Output<number>> = {};
for (const [name, rows] of groups) {
    const set = new PasswordDisablementSet(name, {
        identifiers: rows.map(({ identifier }) => identifier),
        reason: rows[0]?.ticket,
    });
    counts[name] = set.results.apply((results) => results.length);
}

/** The number of disabled passwords of each leaver and ticket. */
export const disabled = counts;
