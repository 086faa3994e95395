# kill.sh: lays a tombstone for each operation, so that it never starts, and ends those that run.
# Arguments: base path, mark of our lines, fence number, patience in hundredths of a second, then
# pairs of a job's name and its operation.
# Standard output: one line `row never|finished|dead|alive PROCESS…` for each.
path=$1 mark=$2 fence=$3 grace=$4
shift 4
jobs=$path/.windlass/jobs

say() { printf '%s %s\n' "$mark" "$*"; }

fail() {
  say failed "$*"
  exit 0
}

# bury: the tombstone, on the disk before we look whether the job runs.
bury() {
  mkdir -m 700 "$dir" 2>/dev/null || [ -d "$dir" ] || fail "no directory $dir"
  [ -e "$dir/owner" ] || printf 'boot %s %s\nfence %s\nas \noperation %s\n' \
    "$boot" "$init" "$fence" "$1" >"$dir/owner" || fail "no space in $dir"
  : >>"$dir/tombstone" || fail "no space in $dir"
  sync "$dir/tombstone" "$dir" "$jobs" || fail "$dir can't be synced"
}

# found: sets $found to finished, never or running. Somebody may be about to start it; he will find
# the tombstone or leave his mark in a moment.
found() {
  now
  patient=$((now + 1000))
  while :; do
    found=running
    ! ended || found=finished
    [ "$found" = running ] && [ ! -s "$dir/started" ] || return 0
    if free; then
      [ -e "$dir/started" ] || found=never
      return 0
    fi
    now
    [ "$now" -lt "$patient" ] || fail "$dir/lock is held, but nothing was started"
    sleep 0.02
  done
}

# names: sets $names to process numbers with their command.
names() {
  names=
  for member in $members; do
    read -r called <"/proc/${member%%:*}/comm" || called=gone
    names="$names ${member%%:*}:$called"
  done 2>/dev/null
}

mkdir -p "$path/.windlass" || fail "no directory $path/.windlass"
[ -d "$jobs" ] || mkdir -m 700 "$jobs" 2>/dev/null || [ -d "$jobs" ] || fail "no directory $jobs"
reincarnation || fail 'process 1 is hidden: /proc is mounted with hidepid'
while [ $# -gt 0 ]; do
  key=$1 dir=$jobs/$1 known=' '
  bury "$2"
  shift 2
  users=$(sed -n 's/^as //p' "$dir/owner")
  found
  if [ "$found" = running ]; then
    end_tree "$grace"
    names
    found=dead
    ! ended || found=finished
    [ "$members" = ' ' ] || found="alive$names"
  fi
  say row "$found"
done
