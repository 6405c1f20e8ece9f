#!/usr/bin/env bash
# Says in words what a change means for those who are alerted: one that a preview plans, or that an `up` has done.
# Usage: bash ci/who.sh <file> [done.json]
set -euo pipefail
plan=${2:-plan.json}
# The preview before it has shown what Pulumi says beside the plan.
[ $# -gt 1 ] || pulumi preview --json --show-sames --stack "$STACK" --non-interactive > "$plan" 2> /dev/null
node_modules/.bin/vmp-contacts who --plan "$plan" --format markdown | tee "$1"
