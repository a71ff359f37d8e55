import * as pulumi from "@pulumi/pulumi";
import { PasswordDisablementSet } from "pulumi-mysafe";

// Each stack configures its own vault with URL, access key and identifiers.
const config = new pulumi.Config();

const leavers = new PasswordDisablementSet("leavers", {
    identifiers: config.requireObject<number[]>("identifiers"),
    reason: config.get("ticket"),
});

export const vault = new pulumi.Config("mysafe").require("url");
export const disabled = leavers.results.apply((results) => results.length);
