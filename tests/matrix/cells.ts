/** Where the package runs: each Node, the oldest and the newest SDK that it takes, npm and pnpm, CommonJS and ES modules. */
import { type Manager, type ModuleKind, oldestSdk } from "../support/layouts";
import type { NodeMajor } from "../support/nodes";

/** One combination that is run. */
export interface Cell {
    node: NodeMajor;
    age: "oldest" | "newest";
    /** The version of `@pulumi/pulumi`. */
    sdk: string;
    manager: Manager;
    kind: ModuleKind;
}

/** The newest SDK for each Node, to be moved on with new ones. From 3.249 on they want Node 22. */
const newestSdk: Record<NodeMajor, string> = { 20: "3.245.0", 22: "3.276.0", 24: "3.276.0" };

/** All 24. Those that share an installation follow each other. */
export const allCells: Cell[] = (["oldest", "newest"] as const).flatMap((age) =>
    (["npm", "pnpm"] as const).flatMap((manager) =>
        ([20, 22, 24] as const).flatMap((node) =>
            (["CommonJS", "an ES module"] as const).map((kind) => {
                const sdk = age === "oldest" ? oldestSdk : newestSdk[node];
                return { node, age, sdk, manager, kind };
            }),
        ),
    ),
);

/** The few that `npm test` runs, in which every value occurs. The other tests run on its own Node, by npm, anyway. */
export const fewCells: Cell[] = allCells.filter(({ node, age, manager, kind }) =>
    [
        "20 oldest pnpm CommonJS",
        "22 newest npm an ES module",
        "24 newest pnpm an ES module",
        "24 oldest npm CommonJS",
    ].includes(`${node} ${age} ${manager} ${kind}`),
);

/** The cell in words. */
export function titleOf({ node, sdk, manager, kind }: Cell): string {
    return `Node ${node}, SDK ${sdk}, ${manager}, ${kind}`;
}
