import { PasswordDisablement, PasswordDisablementSet } from "pulumi-mysafe";

const reason = "CHG-2041";

new PasswordDisablement("former-dba", { identifier: 312, reason });
new PasswordDisablementSet("leavers", { identifiers: [313, 314, 315, 340], reason });
