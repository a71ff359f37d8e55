import "./requireCheck";
import type * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { output } from "@pulumi/pulumi/output.js";
import { callerProperties, reportPreview } from "./previewReport";
import { requireProvider } from "./providerLookup";
import { warnAboutUnknownConfig } from "./unknownConfig";
import { UntracedResource } from "./untracedResource";

/**
 * Base of the resources: a dynamic resource of Pulumi's Node SDK, with one line of provider text in its state.
 *
 * The engine sends types that begin with `pulumi-nodejs:dynamic/` to the dynamic provider of `@pulumi/pulumi`. This class
 * replaces `pulumi.dynamic.Resource`, which would serialize our modules into each state.
 *
 * Modules that a program loads import parts of the SDK. The SDK's main module also loads the Automation API and a
 * package manager, which takes 0.25 seconds in each preview and each update. The parts have their file names, because some
 * bundlers make `import` of these `require` calls, and `import` adds no ending.
 */
export abstract class MySafeResource extends UntracedResource {
    /**
     * @param className The name in the resource's type.
     * @param provider The export of `pulumi-mysafe/provider` with the resource's operations.
     * @param properties Inputs, and undefined for each output.
     * @throws RunError for the options `import` and `id`, which do not work for dynamic resources, and where the
     * provider's process would not find this package.
     */
    constructor(
        className: string,
        provider: string,
        name: string,
        properties: pulumi.Inputs,
        opts: pulumi.CustomResourceOptions | undefined,
    ) {
        if (opts?.import !== undefined || opts?.id !== undefined) {
            throw new RunError(
                `${className} "${name}": Pulumi cannot import dynamic resources. ` +
                    "Declare it without `import` and `id`: `pulumi up` takes over what is already inactive.",
            );
        }
        requireProvider(`${className} "${name}"`);
        warnAboutUnknownConfig();
        super(
            `pulumi-nodejs:dynamic/mysafe:${className}`,
            name,
            {
                ...properties,
                ...callerProperties(name, properties.identifiers ?? properties.identifier),
                __provider: `exports.handler = () => require("pulumi-mysafe/provider").${provider};`,
            },
            opts,
        );
        reportPreview(this, { name, isSet: "identifiers" in properties });
    }
}

/** Returns a number as text: the engine shows numbers over a million as `9.999999e+06`. `check` reads any other value. */
export function asText(identifier: pulumi.Input<number | string>): pulumi.Input<number | string> {
    const toText = (value: number | string) => (typeof value === "number" ? String(value) : value);
    return typeof identifier === "string" || typeof identifier === "number"
        ? toText(identifier)
        : output(identifier).apply(toText);
}
