#!/bin/sh
# On a pull request: asks the vault about each new password, changes nothing, and fails when one is refused.
set -eu
exec pulumi preview --non-interactive --suppress-progress --diff
