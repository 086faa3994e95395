# fence.sh: raises the fence and tells which number is in force. Arguments: base path, mark, number.
path=$1 mark=$2 number=$3
fence=$path/.windlass/fence

fail() {
  printf '%s failed %s\n' "$mark" "$*"
  exit 0
}

mkdir -p "$path/.windlass" || fail "no directory $path/.windlass"
exec 9>>"$fence.lock" || fail "can't write $fence.lock"
flock -w 10 9 || fail "somebody holds $fence.lock"
highest=0
[ ! -s "$fence" ] || read -r highest <"$fence"
if [ "$number" -gt "$highest" ]; then
  # Read back before the rename: on a full disk it would come out empty.
  echo "$number" >"$fence.new"
  [ "$(cat "$fence.new")" = "$number" ] || fail "no space for $fence"
  sync "$fence.new"
  mv -f "$fence.new" "$fence"
  sync "$path/.windlass"
  highest=$number
fi
printf '%s row %s\n' "$mark" "$highest"
