# start.sh: starts a job or attaches to it, follows it and tells how it stands. One run of it on one
# channel is all there is in the happy case.
# Arguments: base path, name of the job (sha-256 of its operation), mark of our lines, length and
# sha-256 of the script, log offset, fence number, expected boot id and start of process 1, "again"
# when it may be run again, size of its record, users, operation.
# Standard input: the script, then the secrets, which end with the mark in a comment.
# Standard output: lines that begin with the mark; `out OFFSET LENGTH` is followed by that many bytes.
path=$1 key=$2 mark=$3 length=$4 digest=$5 offset=$6 fence=$7
shift 7
wanted_boot=$1 wanted_init=$2 again=$3 room=$4 users=$5 operation=$6
jobs=$path/.windlass/jobs
dir=$jobs/$key
spare=$path/.windlass/spare spent=

say() { printf '%s %s\n' "$mark" "$*"; }

refuse() {
  say refused host "$*"
  exit 0
}

# make_room: when the disk is full, a job that may run again, as those of an undo may, gives back the
# room that claim() once put aside: what filled the disk may be what it is to remove.
make_room() {
  [ "$again" = again ] && [ -e "$spare" ] || return 0
  if ! (printf '%65536s' '' >"$incoming") 2>/dev/null; then
    rm -f "$spare" && spent=yes
  fi
}

# receive: script and secrets, whole or not at all. A client killed in mid-send leaves a shortened
# script, which may be a harmful one.
receive() {
  [ -d "$path/.windlass" ] || mkdir -p "$path/.windlass" || refuse "no directory $path/.windlass"
  [ -d "$jobs" ] || mkdir -m 700 "$jobs" 2>/dev/null || [ -d "$jobs" ] || refuse "no directory $jobs"
  incoming=$jobs/.incoming-$mark
  trap '[ ! -e "$incoming" ] || rm -f "$incoming"' EXIT
  trap 'exit 1' HUP INT TERM PIPE
  if [ -e "$dir/script" ]; then
    # Claimed before. Nothing is written: the job may have filled the disk.
    dd bs="$length" count=1 iflag=fullblock status=none >/dev/null
  else
    make_room
    dd bs="$length" count=1 iflag=fullblock status=none >"$incoming" ||
      refuse "the script couldn't be written to $jobs"
    [ "$(sha256sum <"$incoming")" = "$digest  -" ] || refuse 'the script arrived shortened'
  fi
  secrets='' line=''
  while [ "$line" != "# $mark" ]; do
    IFS= read -r line || refuse 'the secrets arrived shortened'
    secrets="$secrets$line
"
  done
}

# claim: puts everything in place under our lock; nothing of the job has run.
claim() {
  # The first job of a deployment keeps those of earlier ones out from here on.
  raise_fence "$fence" || refuse "$trouble"
  [ -e "$dir/script" ] || mv "$incoming" "$dir/script" || refuse "no space in $dir"
  owned || printf 'boot %s %s\nfence %s\nas %s\noperation %s\n' \
    "$boot" "$init" "$fence" "$users" "$operation" >"$dir/owner" || refuse "no space in $dir"
  # Allocated now, written in place later: on a full disk a new file would come out empty.
  printf '%*s\n' "$room" '' >"$dir/exit" || refuse "no space in $dir"
  : >>"$dir/log" || refuse "no space in $dir"
  [ -e "$spare" ] || [ -n "$spent" ] || fallocate -l 131072 "$spare" 2>/dev/null || rm -f "$spare"
  sync "$dir/script" "$dir/owner" "$dir/exit" "$dir" "$jobs" "$path/.windlass" ||
    refuse "$dir can't be synced"
}

# launch: hands our lock, the secrets and a session of its own to the job.
launch() {
  launched=$((launched + 1))
  [ "$launched" -lt 3 ] || refuse 'the job does not start (no space for its mark?)'
  claim
  cd "$path" || refuse "can't enter $path"
  printf '%s' "$secrets" | setsid /bin/sh "$dir/script" "# $mark" >/dev/null 2>&1 &
}

# show: what the log has beyond $offset.
show() {
  size=0
  [ ! -s "$dir/log" ] || size=$(stat -c %s "$dir/log")
  while [ "$size" -gt "$offset" ]; do
    piece=$((size - offset))
    [ "$piece" -lt 65536 ] || piece=65536
    say out "$offset" "$piece"
    dd if="$dir/log" bs=65536 skip="$offset" count="$piece" iflag=skip_bytes,count_bytes,fullblock \
      status=none || exit 1
    offset=$((offset + piece))
  done
}

# settled: the end as recorded. The log may lag a moment behind it; a daemon that a command started
# may hold it open for ever, so there is no waiting for ever.
settled() {
  tries=0
  case $end in exit* | timeout*) tries=20 ;; esac
  until [ "$tries" = 0 ] || [ -e "$dir/drained" ]; do
    sleep 0.01
    tries=$((tries - 1))
  done
  record settled
}

# record: what is known of the end, last of all.
record() {
  show
  if [ -s "$dir/exit" ]; then
    while read -r row; do
      [ -z "$row" ] || say row "$row"
    done <"$dir/exit"
  fi
  say "$@"
  exit 0
}

# follow: shows output until nobody holds the lock: five times a second while some comes, ever more
# rarely in silence, for each look costs two processes. Silence is broken now and then, else a process whose
# reader has gone would never notice.
follow() {
  nap=0.2 silent=0
  exec 8<"$dir/lock"
  until flock -s -w "$nap" 8; do
    was=$offset
    show
    case $nap in
      0.2) nap=0.5 ;;
      0.5) nap=1 ;;
      *) nap=2 silent=$((silent + 1)) ;;
    esac
    [ "$was" = "$offset" ] || nap=0.2 silent=0
    if [ "$silent" -ge 3 ]; then
      say alive
      silent=0
    fi
  done
  exec 8<&-
  ! ended || settled
}

# settle: we hold the lock, so nobody runs or starts the job. Tells its end, or starts it, or waits
# for what a dead supervisor left.
settle() {
  ! ended || settled
  if [ -e "$dir/started" ]; then
    members
    if [ "$members" != ' ' ]; then
      show
      say alive
      sleep 0.3
      return
    fi
    ! ended || settled
    [ ! -e "$dir/tombstone" ] || record killed
  fi
  [ ! -e "$dir/tombstone" ] || record refused tombstone
  doubt
  [ -z "$doubt" ] || [ "$again" = again ] || record unknown "$doubt"
  [ -z "$doubt" ] || rm -f "$dir/started" "$dir/owner" "$dir/late" "$dir/drained"
  launch
}

# doubt: sets $doubt to the reason why the job may have run already, "" when it can't have.
doubt() {
  doubt=
  if [ -e "$dir/owner" ]; then
    owned || doubt='the host was rebooted after the job was claimed'
  elif [ -n "$wanted_boot" ] && [ "$wanted_boot $wanted_init" != "$boot $init" ]; then
    doubt='the host was rebooted after preflight looked at it'
  fi
  if [ -z "$doubt" ] && [ -e "$dir/started" ]; then
    doubt='its supervisor is gone and left no exit code'
  fi
}

receive
reincarnation || refuse 'process 1 is hidden: /proc is mounted with hidepid'
mkdir -m 700 "$dir" 2>/dev/null || [ -d "$dir" ] || refuse "no directory $dir"
say here
launched=0
while :; do
  exec 9>>"$dir/lock"
  ! flock -n 9 || settle
  exec 9>&-
  follow
done
