#!/usr/bin/env bash
# What the hooks for pre-commit run, in the repository that is committed to: the command line of this one, built at its first use.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
bash "$here/build.sh" >&2
exec node "$here/../../dist/cli.js" "$@"
