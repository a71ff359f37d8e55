import { dirname } from "node:path";

/** The folder of the compiled package; undefined where a bundler has put this module into another file. */
export const packageFolder = isBundled() ? undefined : dirname(__dirname);

/** Some bundlers leave out `__filename`. Others write the path of this module into the bundle. */
function isBundled(): boolean {
    return (
        typeof __filename === "undefined" ||
        !/[\\/]packageFolder\.[jt]s$/.test(__filename) ||
        require.cache?.[__filename] === undefined
    );
}
