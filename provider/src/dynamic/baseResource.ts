import { dirname } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors";
import { output } from "@pulumi/pulumi/output";
import { CustomResource } from "@pulumi/pulumi/resource";
import { callerProperties, trackResource } from "./refusalReport";
import { shortenStackTraces } from "./shortStackTrace";
import { warnOfUnknownConfig } from "./unknownConfig";

/**
 * Base of our resources: a dynamic resource of Pulumi's Node SDK, whose state holds one line of program text.
 *
 * The engine sends types that begin with `pulumi-nodejs:dynamic/` to the dynamic provider of `@pulumi/pulumi`. This
 * class says by itself what `pulumi.dynamic.Resource` says: that one would serialize our modules into every state.
 *
 * Here, and in all that a program loads, modules of the SDK are imported by themselves: its door loads the Automation
 * API and a package manager as well, a quarter of a second in each preview and each update.
 */
export abstract class MySafeResource extends CustomResource {
    /**
     * @param kind Name of the class, as types of the engine have it.
     * @param operations What of `pulumi-mysafe/provider` carries the resource's operations.
     * @param properties Inputs, and undefined for each output.
     * @throws RunError for `import` and `id`, which do not work for dynamic resources.
     */
    constructor(
        kind: string,
        operations: string,
        name: string,
        properties: pulumi.Inputs,
        opts: pulumi.CustomResourceOptions | undefined,
    ) {
        if (opts?.import !== undefined || opts?.id !== undefined) {
            throw new RunError(
                `${kind} "${name}": dynamic resources cannot be imported. ` +
                    "Declare it without `import` and `id`: what is inactive already is taken over as it is.",
            );
        }
        warnOfUnknownConfig();
        const restoreStackTraces = shortenStackTraces(packageFolder);
        try {
            super(
                `pulumi-nodejs:dynamic/mysafe:${kind}`,
                name,
                {
                    ...properties,
                    ...callerProperties(name),
                    __provider: `exports.handler = () => require("pulumi-mysafe/provider").${operations};`,
                },
                opts,
            );
        } finally {
            restoreStackTraces();
        }
        trackResource(this);
    }
}

/** The folder of the compiled package. */
const packageFolder = dirname(__dirname);

/** Numbers travel as text: the engine shows those over a million as `9.999999e+06`. The rest is left to `check`. */
export function asText(identifier: pulumi.Input<number | string>): pulumi.Input<number | string> {
    return typeof identifier === "string"
        ? identifier
        : typeof identifier === "number"
          ? String(identifier)
          : output(identifier).apply((value) => (typeof value === "number" ? String(value) : value));
}
