import assert from "node:assert/strict";
import fc from "fast-check";
import { readSettings } from "../../../provider/src/settings/settings";
import { createSettingsReader } from "../../../provider/src/settings/settingsReader";
import { type SettingName, settingDescriptions, settingRows } from "../../../provider/src/settings/table";
import { complete, problemOf, problemsOf } from "../support/settings";

/** Returns the value of a setting, or the problem that reading it causes. */
function valueOrProblem(name: SettingName, text: string): unknown {
    const reader = createSettingsReader((key) => (key === `mysafe:${name}` ? text : undefined), {});
    const value = reader.value(name);
    return reader.problems[0] ?? value;
}

describe("the table of settings", () => {
    it("has exactly the settings that are read", () => {
        const read = new Set<string>();
        readSettings((key) => {
            read.add(key);
            return complete[key];
        }, {});
        assert.deepEqual([...read].sort(), settingRows.map(([name]) => `mysafe:${name}`).sort());
    });

    it("names the environment variables after the settings", () => {
        for (const [name, { variable }] of settingRows) {
            const derived = `SENHASEGURA_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
            assert.ok(variable === undefined || variable === derived, name);
        }
    });

    it("describes each setting in one sentence", () => {
        for (const [name, description] of Object.entries(settingDescriptions)) {
            assert.match(description, /^[A-Z][^|\n]{10,130}\.$/, name);
        }
    });
});

for (const [name, row] of settingRows) {
    const { type, list, secret, enum: choices, default: preset, minimum = 0, maximum = 0, example = "a secret" } = row;
    describe(`mysafe:${name}`, () => {
        it("accepts its example and its default", () => {
            for (const text of [example, String(preset ?? example)]) {
                assert.doesNotMatch(String(valueOrProblem(name, text)), /\(stack config\)/);
            }
        });

        it(`${secret ? "accepts" : "refuses"} a text that is a JSON object`, () => {
            const isRefused = /\(stack config\)/.test(String(valueOrProblem(name, '{"value":"x"}')));
            assert.equal(isRefused, !secret, name);
        });

        if (type === "number" || type === "integer") {
            it("accepts exactly the numbers within its bounds, in plain digits", () => {
                const texts = fc.oneof(
                    fc.constantFrom(String(minimum), String(maximum), String(maximum + 1), "-1", "1e3", "0x10", ".5"),
                    fc.constantFrom("5.", "+5", "1,5", "NaN", "Infinity", "ten", "true", "9".repeat(400)),
                    fc.integer({ min: -2, max: maximum * 2 }).map(String),
                    fc.double({ min: 0, max: maximum * 2, noNaN: true }).map((value) => value.toFixed(2)),
                );
                fc.assert(
                    fc.property(texts, (text) => {
                        const value = Number(text);
                        const pattern = type === "number" ? /^\d+(\.\d+)?$/ : /^\d+$/;
                        const isValid = pattern.test(text) && value >= minimum && value <= maximum;
                        assert.equal(valueOrProblem(name, text) === value, isValid, text);
                    }),
                );
            });
        }

        const accepted = choices ?? (type === "boolean" ? ["true", "false"] : []);
        if (accepted.length > 0) {
            it("accepts exactly its choices", () => {
                for (const text of accepted) {
                    assert.equal(String(valueOrProblem(name, text)), text);
                }
                const all = `${accepted.slice(0, -1).join(", ")} or ${accepted.at(-1)}`;
                for (const text of ["yes", "1", "on", accepted[0]?.toUpperCase() ?? ""]) {
                    assert.equal(
                        problemOf({ [`mysafe:${name}`]: text }),
                        `mysafe:${name} (stack config) is "${text}": it must be ${all}.`,
                    );
                }
            });
        }

        if (list) {
            it("accepts JSON and a text with commas, and drops empty entries", () => {
                const [one, two] =
                    name === "neverDisable" ? ["340", "tag:a b"] : ["https://a.example.com", "https://b.example.com"];
                for (const text of [`["${one}","${two}"]`, ` ${one}, ${two} ,,`]) {
                    assert.deepEqual(valueOrProblem(name, text), [one, two]);
                }
                assert.deepEqual([valueOrProblem(name, ""), valueOrProblem(name, "[]")], [[], []]);
            });

            it("refuses JSON that is not a list of texts or numbers", () => {
                for (const text of ['{"tag":"x"}', '[["340"]]', "[true]"]) {
                    assert.deepEqual(problemsOf({ [`mysafe:${name}`]: text }), [
                        `mysafe:${name} (stack config) must be a list of texts, or values separated by commas.`,
                    ]);
                }
            });
        }
    });
}
