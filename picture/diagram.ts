/** Draws who calls whom in a preview, an up and a refresh, and from the command line. */
import { arrow, box, rule, verticalArrow } from "./shapes";
import { type Colour, faint, ground, ink, svgOf, text } from "./svg";

const title = "Who calls whom: your program, the Pulumi engine, the provider and the MySafe vault";
const description = `Your program declares password 312 to the Pulumi engine. The engine asks the provider, which is the installed package
pulumi-mysafe. The provider calls the vault. A preview gets the list of passwords and changes nothing. An up disables
password 312. A refresh asks whether it is inactive and discards the body of an answer about an active one. Each command first gets a token, which stays in
memory. The state file has no password's secret and no token. A line in it loads the provider from node_modules. Of the command line,
doctor, list and enable call the vault themselves, and report reads the state.`;

const width = 880;
const margin = 20;
/** The boxes at the top: who calls or is called. `x` is the middle. */
const actors = {
    program: { x: 202, width: 118, name: "your program", what: "index.ts", colour: "box" },
    engine: { x: 346, width: 138, name: "Pulumi engine", what: "pulumi", colour: "box" },
    provider: { x: 494, width: 126, name: "provider", what: "pulumi-mysafe", colour: "ours" },
    vault: { x: 796, width: 128, name: "MySafe vault", what: "HTTPS API", colour: "box" },
} as const;
const [headTop, headHeight, rowHeight] = [48, 52, 70];

interface Call {
    from: keyof typeof actors;
    to: keyof typeof actors;
    label: string;
    /** The remark below the arrow. */
    note?: string;
}

const declares: Call = { from: "program", to: "engine", label: "declares 312" };
/** What runs, from top to bottom, with its calls from left to right. */
const rows: readonly { name: string; what: string; calls: readonly Call[] }[] = [
    {
        name: "pulumi preview",
        what: "changes nothing",
        calls: [
            declares,
            { from: "engine", to: "provider", label: "check" },
            {
                from: "provider",
                to: "vault",
                label: "GET api/mysafe/password",
                note: "one list: is 312 there, may you edit it?",
            },
        ],
    },
    {
        name: "pulumi up",
        what: "disables",
        calls: [
            declares,
            { from: "engine", to: "provider", label: "create" },
            {
                from: "provider",
                to: "vault",
                label: "POST api/mysafe/password/inactive/312",
                note: "disables 312; one list gives its name",
            },
        ],
    },
    {
        name: "pulumi refresh",
        what: "finds changes",
        calls: [
            { from: "engine", to: "provider", label: "read" },
            {
                from: "provider",
                to: "vault",
                label: "GET api/mysafe/password/312",
                note: "inactive: 1009. Active: body discarded",
            },
        ],
    },
    {
        name: "each of these",
        what: "gets a token",
        calls: [{ from: "provider", to: "vault", label: "POST api/oauth2/token", note: "the token stays in memory" }],
    },
];
const rowsTop = headTop + headHeight + 10;
const rowsBottom = rowsTop + rows.length * rowHeight;
const stateTop = rowsBottom + 38;
const stateHeight = 58;
const reportLine = stateTop + stateHeight + 32;
const directLine = reportLine + 54;
const height = directLine + 42;

const colours: Record<string, Colour> = {
    ground,
    ink,
    faint,
    box: ["#f6f8fa", "#161b22"],
    ours: ["#ddf4ff", "#0c2d4d"],
    call: ["#0969da", "#58a6ff"],
};

/** Returns the picture. */
export function diagram(): string {
    const { program, engine, provider, vault } = actors;
    const machine = { left: program.x - program.width / 2, right: provider.x + provider.width / 2 };
    return svgOf({
        title,
        description,
        width,
        height,
        colours,
        body: [
            text((machine.left + machine.right) / 2, 27, "your machine or CI job", centred("faint")),
            rule(machine.left, 36, machine.right, 36),
            ...rows.map((_, row) => rule(margin, rowsTop + (row + 1) * rowHeight, width - margin)),
            ...[program, engine, provider].map(({ x }) => rule(x, headTop, x, rowsBottom)),
            rule(vault.x, headTop, vault.x, directLine + 14),
            ...Object.values(actors).flatMap(({ x, width: wide, name, what, colour }) => [
                box(x - wide / 2, headTop, wide, headHeight, colour),
                text(x, headTop + 23, name, { ...centred("bold"), "font-size": 14 }),
                text(x, headTop + 41, what, centred()),
            ]),
            ...rows.flatMap(({ name, what, calls }, row) => {
                const line = rowsTop + row * rowHeight + 36;
                return [...label(line, name, what), ...calls.flatMap((call) => drawCall(call, line))];
            }),
            ...state(),
            ...commandLine(),
        ],
    });
}

function drawCall({ from, to, label: content, note }: Call, line: number): string[] {
    const [start, end] = [actors[from].x, actors[to].x];
    return [
        ...arrow(start, end, line),
        text((start + end) / 2, line - 8, content, centred(to === "vault" ? "code" : undefined)),
        ...(note === undefined ? [] : [text((start + end) / 2, line + 19, note, centred("faint"))]),
    ];
}

function state(): string[] {
    const { engine, provider } = actors;
    const left = engine.x - 70;
    return [
        ...verticalArrow(engine.x, rowsBottom, stateTop),
        text(engine.x + 12, stateTop - 11, "reads and writes", { class: "faint" }),
        ...verticalArrow(provider.x, stateTop, rowsBottom),
        text(provider.x + 12, stateTop - 11, 'require("pulumi-mysafe/provider")', { class: "code" }),
        box(left, stateTop, 500, stateHeight, "box"),
        text(left + 14, stateTop + 24, "state file", { class: "bold" }),
        text(left + 92, stateTop + 24, "312 with its name, reason and status"),
        text(left + 92, stateTop + 44, "no password's secret, no token; one line loads the provider"),
    ];
}

function commandLine(): string[] {
    const start = actors.program.x - 20;
    return [
        ...label(reportLine, "npx pulumi-mysafe", "report"),
        ...label(directLine, "npx pulumi-mysafe", "doctor, list, enable"),
        `<rect class="call" x="${start}" y="${reportLine - 1}" width="${actors.engine.x - start + 1}" height="2"/>`,
        ...verticalArrow(actors.engine.x, reportLine, stateTop + stateHeight),
        text(actors.engine.x + 12, reportLine + 4, "reads the state, asks nothing of the vault", { class: "faint" }),
        ...arrow(start, actors.vault.x, directLine),
        text((start + actors.vault.x) / 2, directLine - 8, "the same API, with a token of its own", centred()),
        text(
            (start + actors.vault.x) / 2,
            directLine + 19,
            "getPasswords() in your program does so, too",
            centred("faint"),
        ),
    ];
}

function label(line: number, name: string, what: string): string[] {
    return [text(margin, line - 4, name, { class: "bold" }), text(margin, line + 14, what, { class: "faint" })];
}

function centred(style?: string) {
    return { class: style, "text-anchor": "middle" as const };
}
