import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "..", "..");
const program = readFileSync(join(repository, "examples", "dotnet", "Program.cs"), "utf8");

/** The text of each class of the SDK, by name. */
const classes = new Map(
    readdirSync(join(repository, "sdk", "dotnet"))
        .filter((file) => file.endsWith(".cs"))
        .map((file) => readFileSync(join(repository, "sdk", "dotnet", file), "utf8"))
        .flatMap((text) => text.split(/\bpublic (?:sealed |static |partial )+class (?=\w)/).slice(1))
        .map((text) => [/^\w+/.exec(text)?.[0] ?? "", text]),
);

// The tests have no C# compiler. A job of CI compiles the SDK.
describe("the example for .NET", () => {
    it("creates only classes that the SDK has", () => {
        const created = [...program.matchAll(/\bnew (\w+)\b(?!<)/g)].map(([, name = ""]) => name);
        assert.ok(created.length >= 5, created.join());
        assert.deepEqual(
            created.filter((name) => !classes.has(name)),
            [],
        );
    });

    it("sets only properties that its classes have, in their types", () => {
        const set = [...program.matchAll(/\bnew (\w+Args)\s*\{([^}]*)\}/g)].flatMap(([, owner = "", body = ""]) =>
            [...body.matchAll(/(\w+) = (\S)/g)].map(([, name = "", value = ""]) => ({ owner, name, value })),
        );
        assert.ok(set.length >= 6, JSON.stringify(set));
        for (const { owner, name, value } of set) {
            const type = new RegExp(`public (\\S+) ${name}\\b`).exec(classes.get(owner) ?? "")?.[1] ?? "no property";
            const expected = value === '"' ? /^Input<string>\??$/ : value === "t" ? /^Input<bool>\?$/ : /^InputList</;
            assert.match(type, expected, `${owner}.${name}`);
        }
    });

    it("reads only properties and calls only functions that its classes have", () => {
        for (const [use, owner, declaration] of [
            ["GetPasswords.Invoke(", "GetPasswords", /public static Output<GetPasswordsResult> Invoke\(/],
            ["result.Identifiers", "GetPasswordsResult", /public readonly ImmutableArray<string> Identifiers;/],
            ["buildServer.Outcome", "PasswordDisablement", /public Output<string> Outcome /],
        ] as const) {
            assert.ok(program.includes(use), use);
            assert.match(classes.get(owner) ?? "", declaration);
        }
    });
});
