#!/usr/bin/env bash
# Runs Pulumi, shows what it prints, and keeps that in a file. Usage: bash ci/pulumi.sh <file> <arguments>
set -euo pipefail # so that `| tee` does not hide a failure
if [ "${GITHUB_ACTIONS:-}" = true ]; then
  # Contacts have names and fields that other people wrote: none of them is a command to GitHub.
  word=$(node -p 'crypto.randomUUID()')
  echo "::stop-commands::$word"
  trap 'echo "::$word::"' EXIT
fi
pulumi "${@:2}" --stack "$STACK" --diff --color never --non-interactive 2>&1 | tee "$1"
