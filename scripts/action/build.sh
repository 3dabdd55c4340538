#!/usr/bin/env bash
# Builds the command line beside the action, once for each runner.
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -f dist/cli.js ]; then exit 0; fi
if ! command -v npm > /dev/null; then
  echo "::error::Node 20 or newer is needed: put actions/setup-node before this action."
  exit 2
fi
npm ci --no-audit --no-fund --loglevel=error
npm run --silent build
