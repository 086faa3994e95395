#!/bin/sh
# Runs COMMAND in a control group of its own, whatever of them the machine has mounted where.
set -eu
groups=$1
shift
mkdir -p "$groups"
mount -t cgroup2 cgroup2 "$groups"
find "$groups"/windlass.* -depth -type d -exec rmdir {} + 2>/dev/null || :
mkdir "$groups/windlass.$$"
echo $$ >"$groups/windlass.$$/cgroup.procs"
exec "$@"
