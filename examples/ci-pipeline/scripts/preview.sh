#!/bin/sh
# Runs on a pull request. Checks each new password against the vault and fails if one is refused. Changes nothing.
set -eu
exec pulumi preview --non-interactive --suppress-progress --diff
