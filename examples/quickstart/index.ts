import * as pulumi from "@pulumi/pulumi";
import { PasswordDisablement } from "pulumi-mysafe";

const config = new pulumi.Config();

const formerDba = new PasswordDisablement("former-dba", {
    identifier: config.require("identifier"),
    reason: config.get("reason"),
});

export const status = formerDba.status;
export const outcome = formerDba.outcome;
export const disabledAt = formerDba.disabledAt;
