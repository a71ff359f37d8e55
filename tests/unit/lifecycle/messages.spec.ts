import assert from "node:assert/strict";
import {
    describeMissing,
    formatIdentifiers,
    itOrThem,
    logAbout,
    type Subject,
    subjectAndVerb,
} from "../../../provider/src/lifecycle/messages";
import { numbers } from "../support/core";

/** Returns a subject. Its passwords have a name where `names` has one. */
function about(identifiers: readonly string[], names: Record<string, string> = {}): Subject {
    return { identifiers, noun: "password", nameOf: (identifier) => names[identifier] };
}

/** Returns the lines of a logged message. */
function lines(subject: Subject): string[] {
    const logged: string[] = [];
    logAbout(
        subject,
        (message) => logged.push(...message.split("\n")),
        (all) => subjectAndVerb(all),
    );
    return logged;
}

const odd = (count: number) => numbers(2 * count).filter((_, index) => index % 2 === 0);

describe("a message about passwords", () => {
    for (const [title, message, expected] of [
        ["names one", subjectAndVerb(about(["312"])), "password 312 is"],
        ["puts neighbours into one range", subjectAndVerb(about(["313", "400", "312"])), "passwords 312-313, 400 are"],
        [
            "takes a noun and a verb",
            subjectAndVerb({ ...about(["1", "2"]), noun: "note" }, ["stays", "stay"]),
            "notes 1-2 stay",
        ],
        ["lists up to twenty ranges", subjectAndVerb(about(odd(20))), `passwords ${odd(20).join(", ")} are`],
        [
            "counts those of more ranges",
            subjectAndVerb(about(odd(21))),
            `passwords ${odd(20).join(", ")} and others (21 in all) are`,
        ],
        ["lists one range of many", formatIdentifiers(numbers(10_000)), "1-10000"],
        [
            "names one that is missing",
            describeMissing(about(["1"])),
            "password 1 is missing: the vault no longer has it",
        ],
        [
            "names several that are missing",
            describeMissing(about(["1", "2"])),
            "passwords 1-2 are missing: the vault no longer has them",
        ],
        ["refers to one as it", itOrThem(about(["1"])), "it"],
        ["refers to several as them", itOrThem(about(["1", "2"])), "them"],
    ] as const) {
        it(title, () => assert.equal(message, expected));
    }

    it("names one by its name in the vault", () => {
        const subject = about(["312"], { 312: "Github (m.souza)" });
        assert.equal(subjectAndVerb(subject), "password 312 Github (m.souza) is");
        assert.deepEqual(lines(subject), ["password 312 Github (m.souza) is"]);
    });

    it("lists the names of several, as far as they are known", () => {
        const subject = about(["312", "313", "340"], { 312: "Github (m.souza)", 340: "Jira" });
        assert.deepEqual(lines(subject), ["passwords 312-313, 340 are", "  312 Github (m.souza)", "  340 Jira"]);
    });

    it("lists twenty names of many", () => {
        const names = Object.fromEntries(numbers(30).map((identifier) => [identifier, "Github"]));
        const [, ...listed] = lines(about(numbers(30), names));
        assert.deepEqual([listed.length, listed[19], listed.at(-1)], [21, "  20 Github", "  and 10 others"]);
    });

    it("is not logged where it is about nothing", () => assert.deepEqual(lines(about([])), []));
});
