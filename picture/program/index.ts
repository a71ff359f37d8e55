import { PasswordDisablement, PasswordDisablementSet } from "pulumi-mysafe";

const reason = "CHG-2041";

const dba = new PasswordDisablement("former-dba", { identifier: 312, reason });
// `dependsOn` gives every run the same order.
new PasswordDisablementSet("leavers", { identifiers: [313, 314, 315], reason }, { dependsOn: dba });
