/** The rules of imports: the rooms of the provider and of the simulator point down, and no import makes a circle. */

/** The rooms of provider/src, from the highest floor to the lowest. */
const providerFloors = [
    ["resources", "dynamic", "plugin", "terraform", "commands"],
    ["lifecycle"],
    ["checks"],
    ["client"],
    ["settings"],
    ["shared"],
];
const doors = providerFloors[0];

/** The rooms of simulator/src in the order in which a request passes through them. */
const simulatorFloors = [["commandLine"], ["server"], ["faults"], ["gateway"], ["vault"], ["shared"]];

const roomOf =
    (folder) =>
    (...names) =>
        `^${folder}/(${names.join("|")})/`;
const room = roomOf("provider/src");

/** Forbids one kind of import. Type-only imports count. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** Forbids imports from a lower floor to a higher one, and folders that are no room. */
function pointsDown(folder, floors) {
    const rooms = roomOf(folder);
    const up = floors
        .slice(1)
        .map((names, index) =>
            forbid(
                `no-import-up-in-${folder}`,
                `${names.join(", ")}: imports come only from the rooms below.`,
                { path: rooms(...names) },
                { path: rooms(...floors.slice(0, index + 1).flat()) },
            ),
        );
    const unknown = forbid(
        `no-unknown-room-in-${folder}`,
        `A folder of ${folder} is one of the rooms that this file lists.`,
        {},
        { path: `^${folder}/[^/]+/`, pathNot: rooms(...floors.flat()) },
    );
    return [...up, unknown];
}

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
        ...pointsDown("provider/src", providerFloors),
        ...pointsSideways,
        forbid(
            "no-import-of-a-door",
            "A room of the provider imports none of its doors.",
            { path: "^provider/src/[^/]+/" },
            { path: "^provider/src/[^/]+$" },
        ),
        forbid(
            "no-sdk-below-the-doors",
            "Only the rooms of the doors import the Pulumi SDK.",
            { path: "^provider/src/[^/]+/", pathNot: room("resources", "dynamic", "plugin") },
            { path: "(^|/)node_modules/@pulumi/" },
        ),
        forbid(
            "no-simulator-in-the-provider",
            "The provider imports nothing of the simulator.",
            { path: "^provider/src/" },
            { path: "^simulator/|(^|/)mysafe-simulator(/|$)" },
        ),
        ...pointsDown("simulator/src", simulatorFloors),
        forbid(
            "no-assembly-in-a-room",
            "Below commandLine/, a room of the simulator imports nothing from the root of simulator/src.",
            { path: "^simulator/src/[^/]+/", pathNot: "^simulator/src/commandLine/" },
            { path: "^simulator/src/[^/]+$" },
        ),
        forbid(
            "only-node-in-the-simulator",
            "The simulator is a second reading of the vendor's pages, so it imports only itself, Node and the search for near names.",
            { path: "^simulator/src/" },
            { pathNot: ["^simulator/src/", "(^|/)node_modules/fastest-levenshtein/"], dependencyTypesNot: ["core"] },
        ),
    ],
    options: {
        doNotFollow: { path: ["node_modules", "/dist/"] },
        tsConfig: { fileName: "tsconfig.json" },
        tsPreCompilationDeps: true,
    },
};
