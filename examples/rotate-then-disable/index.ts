import * as pulumi from "@pulumi/pulumi";
import { PasswordDisablement } from "pulumi-mysafe";
import { Rotation } from "./rotation";

/** An account at the target, and its password in the vault. */
interface Account {
    account: string;
    identifier: number;
}

const config = new pulumi.Config();
const target = config.require("target");
const ticket = config.require("ticket");

for (const { account, identifier } of config.requireObject<Account[]>("accounts")) {
    const rotation = new Rotation(account, { account, target });

    // Disable the password only after the rotation has succeeded.
    new PasswordDisablement(account, { identifier, reason: ticket }, { dependsOn: rotation });
}
