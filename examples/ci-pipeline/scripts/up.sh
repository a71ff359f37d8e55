#!/bin/sh
# Runs on the main branch. Disables new passwords and those that somebody enabled again, which only a refresh finds.
# With --run-program, the refresh uses the present settings and not those of the last update.
set -eu
exec pulumi up --yes --refresh --run-program --non-interactive --suppress-progress
