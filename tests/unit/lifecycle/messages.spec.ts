import assert from "node:assert/strict";
import { describeMissing, formatIdentifiers, itOrThem, subjectAndVerb } from "../../../provider/src/lifecycle/messages";
import { numbers } from "../support/core";

const odd = (count: number) => numbers(2 * count).filter((_, index) => index % 2 === 0);

describe("a message about passwords", () => {
    for (const [title, message, expected] of [
        ["names one", subjectAndVerb(["312"]), "password 312 is"],
        ["puts neighbours into one range", subjectAndVerb(["313", "400", "312"]), "passwords 312-313, 400 are"],
        ["takes a noun and a verb", subjectAndVerb(["1", "2"], "note", ["stays", "stay"]), "notes 1-2 stay"],
        ["lists up to twenty ranges", subjectAndVerb(odd(20)), `passwords ${odd(20).join(", ")} are`],
        [
            "counts those of more ranges",
            subjectAndVerb(odd(21)),
            `passwords ${odd(20).join(", ")} and others (21 in all) are`,
        ],
        ["lists one range of many", formatIdentifiers(numbers(10_000)), "1-10000"],
        ["names one that is missing", describeMissing(["1"]), "password 1 is missing: the vault no longer has it"],
        [
            "names several that are missing",
            describeMissing(["1", "2"]),
            "passwords 1-2 are missing: the vault no longer has them",
        ],
        ["refers to one as it", itOrThem(["1"]), "it"],
        ["refers to several as them", itOrThem(["1", "2"]), "them"],
    ] as const) {
        it(title, () => assert.equal(message, expected));
    }
});
