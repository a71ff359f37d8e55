#!/bin/sh
# Disables passwords 1 to $1, $2 of them by each curl: one after the other, on one connection. Eight curls at once.
set -eu
size=$1
each=$2

token=$(curl --silent --show-error --fail \
    --data-urlencode grant_type=client_credentials \
    --data-urlencode "client_id=$SENHASEGURA_CLIENT_ID" --data-urlencode "client_secret=$SENHASEGURA_CLIENT_SECRET" \
    "$SENHASEGURA_URL/api/oauth2/token" | sed -n 's/.*"access_token":"\([^"]*\)".*/\1/p')

# The header is read from a file, so that the token is in no process list.
header=$(mktemp)
trap 'rm -f "$header"' EXIT
printf 'Authorization: Bearer %s\n' "$token" > "$header"

seq -f "$SENHASEGURA_URL/api/mysafe/password/inactive/%.0f" "$size" |
    xargs -P 8 -n "$each" curl --silent --show-error --fail-early --fail --request POST --header "@$header" \
    > /dev/null
