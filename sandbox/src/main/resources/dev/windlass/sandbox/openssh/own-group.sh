#!/bin/sh
# Runs COMMAND in a control group of its own, whatever of them the machine has mounted where.
set -eu
groups=$1
shift
mkdir -p "$groups"
mount -t cgroup2 cgroup2 "$groups"
# Other hosts do the same, maybe with the same process id: in a process namespace of their own.
exec 9<"$groups"
flock 9
find "$groups"/windlass.* -depth -type d -exec rmdir {} + 2>/dev/null || :
group=$(mktemp -d "$groups/windlass.XXXXXX")
echo $$ >"$group/cgroup.procs"
exec "$@" 9<&-
