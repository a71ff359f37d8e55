/** The combinations of Node versions, SDK versions, package managers and module systems that the package supports. */
import { type Manager, type ModuleKind, oldestSdk } from "../support/layouts";
import type { NodeMajor } from "../support/nodes";

/** A combination. */
export interface Cell {
    node: NodeMajor;
    age: "oldest" | "newest";
    /** The version of `@pulumi/pulumi`. */
    sdk: string;
    manager: Manager;
    kind: ModuleKind;
}

/** The newest tested SDK for each Node. From 3.249, the SDK requires Node 22. */
const newestSdk: Record<NodeMajor, string> = { 20: "3.245.0", 22: "3.276.0", 24: "3.276.0" };

/** All 24 combinations. Those that share an installation are adjacent. */
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

/** The few combinations of `npm test`, with every value at least once. */
export const fewCells: Cell[] = allCells.filter(({ node, age, manager, kind }) =>
    [
        "20 oldest pnpm CommonJS",
        "22 newest npm an ES module",
        "24 newest pnpm an ES module",
        "24 oldest npm CommonJS",
    ].includes(`${node} ${age} ${manager} ${kind}`),
);

/** Returns a cell's title. */
export function titleOf({ node, sdk, manager, kind }: Cell): string {
    return `Node ${node}, SDK ${sdk}, ${manager}, ${kind}`;
}
