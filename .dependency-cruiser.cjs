/** The rules of imports: rooms of the provider and of the simulator point down, and nothing runs in a circle. */

/** The rooms of provider/src, from the highest floor to the lowest. */
const floors = [
    ["resources", "dynamic", "plugin", "commands"],
    ["lifecycle"],
    ["checks"],
    ["client"],
    ["settings"],
    ["shared"],
];
const doors = floors[0];

const room = (...names) => `^provider/src/(${names.join("|")})/`;

/** Forbids one kind of import; type-only imports count. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const pointsUp = floors
    .slice(1)
    .map((names, index) =>
        forbid(
            `no-import-up-from-${names[0]}`,
            `${names[0]}/ imports only from the rooms below it.`,
            { path: room(...names) },
            { path: room(...floors.slice(0, index + 1).flat()) },
        ),
    );

const pointsSideways = doors.map((name) =>
    forbid(
        `no-import-sideways-from-${name}`,
        `${name}/ imports from no other door's room, except resources/ from dynamic/.`,
        { path: room(name) },
        { path: room(...doors.filter((other) => other !== name && !(name === "resources" && other === "dynamic"))) },
    ),
);

module.exports = {
    forbidden: [
        forbid("no-circle", "Imports never lead back to the module that they start from.", {}, { circular: true }),
        ...pointsUp,
        ...pointsSideways,
        forbid(
            "no-import-of-a-door",
            "A room of the provider imports none of its doors.",
            { path: "^provider/src/[^/]+/" },
            { path: "^provider/src/[^/]+$" },
        ),
        forbid(
            "no-unknown-room",
            "A folder of provider/src is one of the rooms that this file lists.",
            {},
            { path: "^provider/src/[^/]+/", pathNot: room(...floors.flat()) },
        ),
        forbid(
            "no-sdk-below-the-doors",
            "Only resources/, dynamic/ and the doors import the Pulumi SDK.",
            { path: "^provider/src/[^/]+/", pathNot: room("resources", "dynamic") },
            { path: "(^|/)node_modules/@pulumi/" },
        ),
        forbid(
            "no-simulator-in-the-provider",
            "The provider imports nothing of the simulator.",
            { path: "^provider/src/" },
            { path: "^simulator/|(^|/)mysafe-simulator(/|$)" },
        ),
        forbid(
            "no-provider-in-the-simulator",
            "The simulator is a second reading of the vendor's pages, so it imports nothing of the provider.",
            { path: "^simulator/src/" },
            { path: "^provider/|(^|/)pulumi-mysafe(/|$)" },
        ),
    ],
    options: {
        doNotFollow: { path: ["node_modules", "/dist/"] },
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
    },
};
