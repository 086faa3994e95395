# clear.sh: takes away what nobody uses, unless a later change has begun on this host.
# Arguments: base path, number of the change, what moves things aside, what deletes them.
path=$1 number=$2
fence=$path/.windlass/fence

# Who begins a change raises the fence, and needs this lock for it.
exec 6>>"$fence.lock"
flock -w 10 6 || {
  echo "somebody holds $fence.lock" >&2
  exit 1
}
highest=0
[ ! -s "$fence" ] || read -r highest <"$fence"
if [ "$highest" -gt "$number" ]; then
  echo "a later deployment has been here: $highest" >&2
  exit 1
fi
/bin/sh -c "$3" 6>&-
code=$?
exec 6>&-
/bin/sh -c "$4" || code=$?
exit "$code"
