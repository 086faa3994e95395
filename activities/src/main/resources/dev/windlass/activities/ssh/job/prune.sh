# prune.sh: removes jobs of deployments below a number that the fence keeps from coming back.
# Arguments: base path, mark, number. Tells how many.
path=$1 mark=$2 number=$3
jobs=$path/.windlass/jobs
users=
count=0 highest=0
[ ! -s "$path/.windlass/fence" ] || read -r highest <"$path/.windlass/fence"
[ "$number" -le "$highest" ] || number=$highest
reincarnation
for dir in "$jobs"/[0-9a-f]*; do
  key=${dir##*/}
  theirs=$(sed -n 's/^fence //p' "$dir/owner" 2>/dev/null)
  [ -n "$theirs" ] && [ "$theirs" -lt "$number" ] || continue
  # A tombstone was laid without a lock.
  [ ! -e "$dir/lock" ] || free || continue
  if ! ended; then
    members
    [ "$members" = ' ' ] || continue
  fi
  rm -rf "$dir"
  count=$((count + 1))
done
find "$jobs" -maxdepth 1 -name '.incoming-*' -mmin +1440 -exec rm -f {} + 2>/dev/null
printf '%s row %s\n' "$mark" "$count"
