#!/usr/bin/env bash
# Runs Pulumi, shows what it prints, and keeps that in a file. Usage: bash ci/pulumi.sh <file> <arguments>
# What an `up` did is in done.json then, also where it failed half-way.
set -euo pipefail # so that `| tee` does not hide a failure
if [ "${GITHUB_ACTIONS:-}" = true ]; then
  # Contacts have names and fields that other people wrote: none of them is a command to GitHub.
  word=$(node -p 'crypto.randomUUID()')
  echo "::stop-commands::$word"
  trap 'echo "::$word::"' EXIT
fi
arguments=("${@:2}" --stack "$STACK" --diff --color never --non-interactive)
if [ "$2" = up ]; then
  export PULUMI_DEBUG_COMMANDS=true # it has no --event-log without
  arguments+=(--event-log /dev/fd/3)
  exec 3> >(node "$(dirname "$0")/done.mjs" > done.json)
  events=$!
fi
code=0
pulumi "${arguments[@]}" 2>&1 | tee "$1" || code=$?
if [ -n "${events:-}" ]; then
  exec 3>&-
  wait "$events" || true
fi
exit "$code"
