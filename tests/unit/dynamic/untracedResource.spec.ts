import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
    ComponentResource,
    CustomResource,
    type CustomResourceOptions,
    type ResourceTransformation,
} from "@pulumi/pulumi";
import { UntracedResource } from "../../../provider/src/dynamic/untracedResource";
import { endProgram, outputValue, startProgram } from "../support/mockEngine";

class Untraced extends UntracedResource {
    constructor(name: string, opts?: CustomResourceOptions) {
        super("test:index:Untraced", name, { first: 1, second: undefined }, opts);
    }
}

class Traced extends CustomResource {
    constructor(name: string) {
        super("test:index:Traced", name, { first: 1, second: undefined });
    }
}

/** Returns a transformation of one resource alone. */
function onlyOf(name: string, transformation: ResourceTransformation): ResourceTransformation {
    return (args) => (args.name === name ? transformation(args) : undefined);
}

/** Returns how many stack traces the constructor of a resource formats. */
function countTraces(declare: () => CustomResource): number {
    const before = Error.prepareStackTrace;
    let count = 0;
    Error.prepareStackTrace = (error, frames) => {
        count += 1;
        return [error, ...frames].join("\n");
    };
    try {
        declare();
        return count;
    } finally {
        Error.prepareStackTrace = before;
    }
}

describe("an untraced resource", () => {
    const settings = () => [Error.prepareStackTrace, Error.stackTraceLimit];
    let before: unknown[];

    beforeEach(async () => {
        before = settings();
        await startProgram("update", ({ inputs }) => inputs);
    });

    afterEach(async () => {
        delete process.env.PULUMI_DEBUG_PROMISE_LEAKS;
        assert.deepEqual(settings(), before);
        await endProgram();
    });

    it("takes none of the stack traces that the SDK takes for others", () => {
        assert.ok(countTraces(() => new Traced("one")) > 10);
        assert.equal(
            countTraces(() => new Untraced("two")),
            0,
        );
    });

    it("keeps them where the user debugs the SDK's promises", () => {
        process.env.PULUMI_DEBUG_PROMISE_LEAKS = "true";
        assert.ok(countTraces(() => new Untraced("one")) > 10);
    });

    it("shows the user's line in an error of its constructor", () => {
        const parent = {} as CustomResource;
        assert.throws(
            () => new Untraced("one", { parent }),
            ({ message, stack = "" }: Error) =>
                message.includes("parent") && /^\s+at .*untracedResource\.spec/.test(stack.split("\n")[1] ?? ""),
        );
    });

    it("keeps the stack traces of a transformation's errors, and takes none for the SDK", () => {
        function failing(): never {
            throw new Error("of the user");
        }
        const keepsStack = ({ stack = "" }: Error) => /^Error: of the user\n\s+at failing /.test(stack);
        assert.throws(() => new Untraced("one", { transformations: [failing] }), keepsStack);
        const parent = new ComponentResource(
            "test:index:Parent",
            "parent",
            {},
            { transformations: [onlyOf("one", failing)] },
        );
        assert.throws(() => new Untraced("one", { parent }), keepsStack);
        const harmless: ResourceTransformation = () => {
            assert.match(new Error("here").stack ?? "", /^Error: here\n.*harmless/);
            return undefined;
        };
        assert.equal(
            countTraces(() => new Untraced("two", { transformations: [harmless] })),
            1,
        );
    });

    it("keeps those of a transformation of the stack", async () => {
        const failing = (): never => {
            throw new Error("of the user");
        };
        await pulumi.runtime.runInPulumiStack(async () => {
            pulumi.runtime.registerStackTransformation(onlyOf("one", failing));
            assert.throws(
                () => new Untraced("one"),
                ({ stack = "" }: Error) => /\n\s+at failing /.test(stack),
            );
        });
    });

    it("keeps what a transformation sets, and formats a stack trace without a formatter of the user", () => {
        const { prepareStackTrace } = Error;
        Object.assign(Error, { prepareStackTrace: undefined });
        const own = () => "own";
        try {
            const transformations: ResourceTransformation[] = [
                () => {
                    assert.match(new Error("here").stack ?? "", /^Error: here\n {4}at \S/);
                    Error.prepareStackTrace = own;
                    return undefined;
                },
            ];
            new Untraced("one", { transformations });
            assert.equal(Error.prepareStackTrace, own);
        } finally {
            Error.prepareStackTrace = prepareStackTrace;
        }
    });

    it("has its outputs", async () => {
        const resource = new Untraced("one") as Untraced & { first: CustomResource["id"] };
        assert.equal(await outputValue(resource.first), 1);
    });
});
