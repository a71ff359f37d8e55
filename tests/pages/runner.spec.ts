import assert from "node:assert/strict";
import { storyTimeoutMs } from "../support/story";
import { compareOutput } from "./support/compareOutput";
import { playStory } from "./support/playStory";
import { statementsOf } from "./support/statements";
import { readStories } from "./support/stories";

/** Returns a fenced block. */
function block(language: string, ...lines: string[]): string {
    return [`\`\`\`${language}`, ...lines, "```", ""].join("\n");
}

const begins = "<!-- begins: project -->";
const echo = block("sh", "echo one", "echo two");

/** Plays the only story of a page. */
async function play(...parts: string[]): Promise<void> {
    const { stories, problems } = readStories(parts.join("\n"));
    assert.deepEqual([stories.length, problems], [1, []]);
    for (const story of stories) {
        await playStory("page.md", story);
    }
}

describe("the stories of a page", () => {
    for (const [title, page, problem] of [
        ["an unknown comment", "<!-- begin: project -->", /^1: unknown comment "begin: project"/],
        ["an unknown option", "<!-- begins: project fast -->", /^1: unknown option "fast" of "begins"/],
        ["an output without a command", `${begins}\n\n${block("", "one")}`, /^3: an output without a command/],
        [
            "an output after hidden commands alone",
            `${begins}\n<!-- setup: ls -->\n${block("text", "one")}`,
            /^3: an output/,
        ],
        ["commands without a beginning", echo, /^1: no comment "begins: …" above/],
        [
            "a comment without a block",
            `${begins}\n\n<!-- fails -->\n\nText.\n\n${echo}`,
            /^5: the comment "exitCode" above/,
        ],
        [
            "commands that are all skipped",
            `${begins}\n<!-- not run: no vault -->\n${echo}`,
            /^1: all commands are skipped/,
        ],
    ] as const) {
        it(`have a problem with ${title}`, () => {
            const { problems } = readStories(page);
            assert.equal(problems.length, 1, problems.join("\n"));
            assert.match(problems[0] ?? "", problem);
        });
    }

    it("leave out blocks that are not run or not checked, with their outputs, and pages that are not tried", () => {
        const page = [begins, echo, "<!-- not run: slow -->", echo, block("", "one"), "<!-- not checked: a tree -->"];
        const { stories, problems } = readStories([...page, block("text", "a")].join("\n"));
        assert.deepEqual(problems, []);
        assert.deepEqual(
            stories.map(({ steps }) => steps.map(({ line, type }) => `${line} ${type}`)),
            [["2 commands"]],
        );
        assert.deepEqual(readStories(`<!-- not tried: no engine -->\n\n${echo}`), { stories: [], problems: [] });
    });

    it("begin again at each comment about it", () => {
        const { stories } = readStories(
            [begins, echo, "<!-- begins: example from-csv listInactive -->", echo].join("\n"),
        );
        assert.deepEqual(
            stories.map(({ line, beginning }) => ({ line, ...beginning })),
            [
                { line: 1, kind: "project", example: "", listInactive: false },
                { line: 7, kind: "example", example: "from-csv", listInactive: true },
            ],
        );
    });
});

describe("the commands of a block", () => {
    it("can have several lines", () => {
        const script = ["# first", "a \\", "  --b", "", "cat <<END", "x", "END", "if c; then", "  d", "fi", "e # last"];
        assert.deepEqual(
            statementsOf(script.join("\n")).map(({ line, text }) => [line, text]),
            [
                [1, "a \\\n  --b"],
                [4, "cat <<END\nx\nEND"],
                [7, "if c; then\n  d\nfi"],
                [10, "e # last"],
            ],
        );
    });
});

describe("a shown output", () => {
    const output = [
        "Outputs:",
        "    id: [unknown]",
        "",
        "Outputs:",
        "    id: 7  (0.5s)",
        "at 2026-01-02T03:04:05Z",
        "end",
    ];
    const compare = (...shown: string[]) => compareOutput(shown, output, { vaultUrl: "http://127.0.0.1:4711" });

    it("is true without what differs in each run", () => {
        assert.equal(compare("Outputs:", "  id:  7", "at 2020-11-12T13:14:15Z"), undefined);
        assert.equal(compare("Outputs:", "…", "at …", "", "end"), undefined);
        const url = "GET https://vault.example.com/api at vault.example.com";
        const real = ["GET http://127.0.0.1:4711/api at 127.0.0.1:4711"];
        assert.equal(compareOutput([url], real, { vaultUrl: "http://127.0.0.1:4711" }), undefined);
        assert.equal(compareOutput(["~/x"], ["/tmp/home/x"], { home: "/tmp/home" }), undefined);
    });

    it("is wrong if a line is missing, different, left out or in another order", () => {
        assert.deepEqual(compare("Outputs:", "    id: 8"), { shown: 1, actual: 1 });
        assert.deepEqual(compare("Output"), { shown: 0, actual: undefined });
        assert.deepEqual(compare("    id: 7", "end"), { shown: 1, actual: 5 });
        assert.deepEqual(compare("end", "…", "Outputs:"), { shown: 2, actual: undefined });
        assert.deepEqual(compare("end", "more"), { shown: 1, actual: undefined });
    });
});

describe("a story", function () {
    this.timeout(storyTimeoutMs);

    it("keeps its folder, files and variables, answers questions and changes the vault", async () => {
        await play(
            begins,
            "<!-- file: data/people.csv -->",
            block("csv", "m.souza"),
            "<!-- setup: mkdir more -->",
            block("sh", "cd more && WHO=$(cat ../data/people.csv)"),
            "<!-- exit code 3 -->",
            block(
                "sh",
                'read -r -p "Enable it? [y/N] " answer',
                'echo "$WHO in $(basename "$PWD"): $answer"',
                "(exit 3)",
            ),
            block("", "Enable it? [y/N] y", "m.souza in more: y"),
            "<!-- vault: disable 312-313 -->",
            "<!-- vault: inactive 312 313, 340 -->",
            "<!-- input: p 1 -->",
            block("sh", "pulumi config set mysafe:tenant", "pulumi config get mysafe:tenant"),
            block("text", "p 1"),
        );
    });

    it("begins in an empty folder, with a simulator in a second terminal", async () => {
        await play(
            "<!-- begins: empty -->",
            block("sh", "ls -A | wc -l", "npm init -y >/dev/null", "npm install pulumi-mysafe", "ls -1"),
            block("", "0", "…", "node_modules", "package.json"),
            "<!-- second terminal -->",
            block("sh", "npx mysafe-simulator"),
            block("", "…", "312 active …", "…", "    export SENHASEGURA_URL=http://127.0.0.1:8312"),
            "<!-- vault: disable 312 -->",
            "<!-- vault: inactive 312, 340 -->",
            block("sh", "export SENHASEGURA_URL=https://vault.example.com", 'export SENHASEGURA_CLIENT_ID="client id"'),
            block("sh", "export SENHASEGURA_CLIENT_SECRET='client secret'", "npx pulumi-mysafe doctor"),
            block("", "ok token the access key gets a token"),
        );
    });

    for (const [title, parts, message] of [
        [
            "a wrong output",
            [echo, block("", "one", "three")],
            /^page\.md:7: line 2 of the output is not what the command prints\npage: three\nreal: two\n\$ echo one\necho two\n {2}one\n> two$/,
        ],
        [
            "a failing command",
            [block("sh", "echo one", "ls none", "echo two")],
            /^page\.md:2: exit code 2, expected 0 at the end\n\$ ls none\none\n.*none/,
        ],
        [
            "another exit code",
            ["<!-- exit code 7 -->", block("sh", "(exit 6)")],
            /^page\.md:3: exit code 6, expected 7 at the end\n\$ \(exit 6\)/,
        ],
        [
            "an exit code of an earlier command",
            ["<!-- fails -->", block("sh", "false", "true")],
            /^page\.md:3: exit code 1/,
        ],
        [
            "success that should fail",
            ["<!-- fails -->", block("sh", "true")],
            /^page\.md:3: exit code 0, expected not 0/,
        ],
        ["a failing command before a pipe", [block("sh", "false | cat")], /^page\.md:2: exit code 1/],
        ["a failing set-up", ["<!-- setup: false -->", echo], /^page\.md:2: exit code 1/],
        ["the end of the shell", [block("sh", "exit 0")], /^page\.md:2: the terminal's process has ended/],
        [
            "an unknown action of the vault",
            ["<!-- vault: open 312 -->", echo],
            /^page\.md:2: unknown action "open 312"/,
        ],
        [
            "other inactive passwords",
            ["<!-- vault: inactive 312 -->", echo],
            /^page\.md:2: the inactive passwords of the vault: 340, expected 312$/,
        ],
        [
            "a package that is not installed",
            [block("sh", "npm install pulumi-mysave")],
            /the prepared installation lacks pulumi-mysave/,
        ],
    ] as const) {
        it(`fails for ${title}`, () => assert.rejects(play(begins, ...parts), { message }));
    }
});
