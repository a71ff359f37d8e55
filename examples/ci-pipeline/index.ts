import { PasswordDisablement } from "pulumi-mysafe";
import { passwords } from "./passwords";

for (const { identifier, reason } of passwords) {
    new PasswordDisablement(`password-${identifier}`, { identifier, reason });
}
