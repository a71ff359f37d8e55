#!/bin/sh
# Runs on the main branch. Disables new passwords and those that somebody enabled again, which only a refresh finds.
set -eu
exec pulumi up --yes --refresh --non-interactive --suppress-progress
