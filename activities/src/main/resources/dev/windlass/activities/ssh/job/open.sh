# open.sh: tells the operations of jobs below a number that run or have left processes.
# Arguments: base path, mark, number.
path=$1 mark=$2 number=$3
users=
reincarnation
for dir in "$path"/.windlass/jobs/[0-9a-f]*; do
  key=${dir##*/} known=' '
  [ -s "$dir/started" ] && ! ended || continue
  theirs=$(sed -n 's/^fence //p' "$dir/owner")
  [ -n "$theirs" ] && [ "$theirs" -lt "$number" ] || continue
  if free; then
    members
    [ "$members" != ' ' ] || continue
  fi
  printf '%s row %s\n' "$mark" "$(sed -n 's/^operation //p' "$dir/owner")"
done
