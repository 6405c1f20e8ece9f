#!/usr/bin/env bash
# Says in words what a change means for those who are alerted. Usage: bash ci/who.sh <file>
set -euo pipefail
# The preview before it has shown what Pulumi says beside the plan.
pulumi preview --json --show-sames --stack "$STACK" --non-interactive > plan.json 2> /dev/null
node_modules/.bin/vmp-contacts who --plan plan.json --format markdown | tee "$1"
