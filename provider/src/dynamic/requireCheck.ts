import { formatError } from "../shared/errors";

/**
 * Fails where a bundler has put this package into an ES module that lacks `require`: Node's own modules do not load there.
 * The first module of the package imports this one first.
 */
try {
    require("node:path");
} catch {
    const message = formatError("pulumi-mysafe cannot load from a bundle that is an ES module", {
        cause: "the bundle contains the package, which is CommonJS, and has no `require`.",
        solution: "mark pulumi-mysafe as external in the bundler, and install it as a dependency of the program.",
    });
    // The SDK's own class does not load here either. The SDK knows its errors by this property.
    throw Object.assign(new Error(message), { __pulumiRunError: true, stack: message });
}
