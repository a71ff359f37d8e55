import * as pulumi from "@pulumi/pulumi";
import { distance } from "fastest-levenshtein";
import { getPasswords, PasswordDisablementSet } from "pulumi-mysafe";
import { readPeople, refuse, runError } from "./readPeople";

const file = new pulumi.Config().get("file") ?? "leavers.csv";
const people = readPeople(file);

/** The number of disabled passwords of each person. One list call serves all of them. */
export const disabled = getPasswords().then((passwords) => {
    // 1. Refuse people without a match. It ends the program before it declares anything.
    const userNames = [...new Set(passwords.map(nameOf))];
    const unknown = people.filter(({ username, done }) => !done && !userNames.includes(username));
    refuse(
        file,
        unknown.map(({ line, username }) => {
            const near = userNames.filter((name) => distance(name, username) <= 2);
            const hint = near.length === 0 ? "" : ` Is it ${near.join(" or ")}?`;
            return `line ${line}: no password has the user name ${username}.${hint} If an earlier run disabled them, write done.`;
        }),
    );

    // 2. Declare a set for each person, without the break-glass passwords.
    const counts: Record<string, pulumi.Output<number>> = {};
    for (const { username, ticket } of people) {
        const identifiers: number[] = [];
        for (const { identifier, name, tags } of passwords.filter((password) => nameOf(password) === username)) {
            if (tags.some((tag) => tag.toLowerCase() === "break-glass")) {
                pulumi.log.warn(`password ${identifier} is left active, since it is tagged break-glass: ${name}`);
            } else {
                identifiers.push(identifier);
            }
        }
        // A vault can hide what is inactive. An additive set keeps what earlier runs found.
        const set = new PasswordDisablementSet(username, { identifiers, additive: true, reason: ticket });
        counts[username] = set.results.apply(({ length }) => {
            if (length === 0) {
                throw runError(`${username}: this stack disabled no password. Correct the line in ${file}.`);
            }
            return length;
        });
    }
    return counts;
});

function nameOf({ username }: { username: string }): string {
    return username.trim().toLowerCase();
}
