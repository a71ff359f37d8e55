import assert from "node:assert/strict";
import { describeRemaining, formatIdentifiers, itOrThem, passwordsAre } from "../../../provider/src/lifecycle/messages";

const texts = (count: number, step: number) => Array.from({ length: count }, (_, index) => String(1 + step * index));

describe("passwords in a line", () => {
    it("are named one by one, and those that follow one another together", () => {
        assert.equal(passwordsAre(["312"]), "password 312 is");
        assert.equal(passwordsAre(["313", "312"]), "passwords 312-313 are");
        assert.equal(passwordsAre(["312", "400", "401"], ["leaves", "leave"]), "passwords 312, 400-401 leave");
        assert.deepEqual([itOrThem(["1"]), itOrThem(["1", "2"])], ["it", "them"]);
    });

    it("are all named as long as that takes twenty ranges", () => {
        const twenty = texts(20, 2);
        assert.equal(passwordsAre(twenty), `passwords ${twenty.join(", ")} are`);
        assert.equal(formatIdentifiers(texts(10_000, 1)), "1-10000");
    });

    it("are named in part, and counted, where there are more: a line stays a line", () => {
        const line = passwordsAre(texts(10_000, 2));
        assert.match(line, /^passwords 1, 3, 5, .*, 37, 39 and others \(10000 in all\) are$/);
        assert.ok(line.length < 150, `${line.length} characters`);
    });
});

describe("what a batch has left", () => {
    const failure = { identifier: "312", error: new Error("no") };

    it("is nothing to say of, where it left none", () => {
        assert.equal(describeRemaining("disabled", { failures: [], untried: [] }, 10), "");
    });

    it("is counted, with what was not even tried", () => {
        assert.equal(
            describeRemaining("disabled", { failures: [failure], untried: [] }, 10),
            "1 of 10 passwords is not disabled",
        );
        const end = { failures: [failure, failure], untried: ["1", "2", "3"] };
        assert.equal(
            describeRemaining("enabled", end, 10),
            "5 of 10 passwords are not enabled (3 of them were not tried)",
        );
    });
});
