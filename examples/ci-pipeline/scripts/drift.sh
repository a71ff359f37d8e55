#!/bin/sh
# Runs on a schedule. Fails if the vault differs from the last up, and changes neither the vault nor the state.
set -eu
exec pulumi refresh --preview-only --expect-no-changes --non-interactive --suppress-progress
