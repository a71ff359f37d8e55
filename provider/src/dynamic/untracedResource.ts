import type { CustomResourceOptions, Inputs, Resource } from "@pulumi/pulumi";
import { CustomResource } from "@pulumi/pulumi/resource.js";
import { getStackResource } from "@pulumi/pulumi/runtime/stack.js";

/**
 * The functions of the SDK that take stack traces: one for each promise of a resource, and one for its state. A bundler that
 * renames them brings the stack traces back where a program has transformations.
 */
const tracers = /\b(?:debuggablePromise|callsites|sourcePosition)$/;

/**
 * A resource for which the SDK takes no stack traces in its constructor. `npm run sdks` copies this file into the plugin's
 * SDK for Node.
 *
 * The SDK takes some fifty, and source maps make them half of a program's time. It writes one into the state, twice, which
 * the CLI shows only as JSON. The engine rewrites the state after each step, so bytes are time.
 */
export abstract class UntracedResource extends CustomResource {
    constructor(type: string, name: string, properties?: Inputs, opts?: CustomResourceOptions) {
        // With this variable, the SDK prints the stack traces of its promises.
        const isDebugging = process.env.PULUMI_DEBUG_PROMISE_LEAKS !== undefined;
        // Transformations are functions of the user, whose errors keep their stack traces.
        const isTraced = isDebugging || hasTransformations(opts);
        const { prepareStackTrace, stackTraceLimit } = Error;
        const prepare: typeof prepareStackTrace = (error, frames) => {
            const [tracer] = frames;
            return tracer === undefined || tracers.test(tracer.getFunctionName() ?? "")
                ? ""
                : (prepareStackTrace?.(error, frames) ?? [error, ...frames].join("\n    at "));
        };
        try {
            Error.prepareStackTrace = isDebugging ? prepareStackTrace : prepare;
            Error.stackTraceLimit = isTraced ? stackTraceLimit : 0;
            super(type, name, properties, opts);
        } catch (error) {
            if (!isTraced && error instanceof Error) {
                Error.stackTraceLimit = stackTraceLimit;
                Error.captureStackTrace(error, new.target);
            }
            throw error;
        } finally {
            // A transformation can have set its own.
            if (Error.prepareStackTrace === prepare) {
                Error.prepareStackTrace = prepareStackTrace;
            }
            if (!isTraced) {
                Error.stackTraceLimit = stackTraceLimit;
            }
        }
    }
}

function hasTransformations({ transformations, parent }: CustomResourceOptions = {}): boolean {
    const holder = (parent ?? getStackResource() ?? {}) as Resource & { __transformations?: unknown[] };
    return [...(transformations ?? []), ...(holder.__transformations ?? [])].length > 0;
}
