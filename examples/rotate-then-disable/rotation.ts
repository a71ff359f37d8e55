import { execFile } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";

/** The arguments of a rotation. */
export interface RotationArgs {
    /** The account at the target. A changed account causes a new rotation. */
    account: pulumi.Input<string>;
    /** Base URL of the target. A changed target causes a new rotation. */
    target: pulumi.Input<string>;
}

/** The inputs after the preview. */
interface Known {
    account: string;
    target: string;
}

/** Changes a password at its target with `rotate.mjs`. The state keeps the time, and not the new password. */
export class Rotation extends pulumi.dynamic.Resource {
    /** The time of the change: ISO 8601, UTC. */
    declare readonly rotatedAt: pulumi.Output<string>;

    constructor(name: string, args: RotationArgs, opts?: pulumi.CustomResourceOptions) {
        super(provider, name, { ...args, rotatedAt: undefined }, opts, "example", "Rotation");
    }
}

const provider: pulumi.dynamic.ResourceProvider = {
    async diff(_id, olds: Known, news: Known) {
        const replaces = (["account", "target"] as const).filter((key) => olds[key] !== news[key]);
        return { changes: replaces.length > 0, replaces };
    },

    // Pulumi keeps this code in the state, so it contains no secret. The script reads the token from the environment.
    async create({ account, target }: Known) {
        await new Promise<void>((resolve, reject) => {
            execFile(process.execPath, ["rotate.mjs", target, account], (error, _stdout, stderr) => {
                if (error === null) {
                    resolve();
                } else {
                    const failed = `the password of ${account} was not changed at ${target}, so it is not disabled either`;
                    reject(new Error(`${failed}\n${stderr.trim()}`));
                }
            });
        });
        return { id: `${target} ${account}`, outs: { account, target, rotatedAt: new Date().toISOString() } };
    },
};
