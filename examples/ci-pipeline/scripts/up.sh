#!/bin/sh
# On the main branch: disables what is new, and what somebody enabled again, which only a refresh sees.
set -eu
exec pulumi up --yes --refresh --non-interactive --suppress-progress
