# job.sh: the half of a job that outlives everybody. It runs in a session of its own, in the base
# path, with descriptor 9 holding the flock on $dir/lock, and gets its secrets by standard input.
# Before it in the same file: $dir, $key, $fence, $limit, $bound, $users and commands().

# step NUMBER LINE: one command; its row goes to the record before and after.
step() {
  [ ! -e "$dir/tombstone" ] || exit 0
  now
  printf 'run %s %s\n' "$1" "$now" >&7
  # In a subshell, so that no secret's name can be one of ours.
  (eval "$secrets" && exec /bin/sh -c "$2") 6>&- 7>&- 8>&- 9>&-
  code=$?
  now
  printf 'ran %s %s %s\n' "$1" "$code" "$now" >&7
  # Whoever laid a tombstone meanwhile is killing us; only he can tell when nothing is left.
  [ ! -e "$dir/tombstone" ] || exit 0
  return "$code"
}

# admitted: fence and tombstone, looked at after `started` is there: whoever lays one later finds us.
admitted() {
  if [ -e "$dir/tombstone" ]; then
    printf 'end tombstone\n' >&7
    return 1
  fi
  highest=0
  [ ! -s "$dir/../../fence" ] || read -r highest <"$dir/../../fence"
  if [ "$highest" -gt "$fence" ]; then
    printf 'end fence %s\n' "$highest" >&7
    return 1
  fi
}

# begin: creates `started`, exclusively, with who we are.
begin() {
  [ ! -e "$dir/started" ] || return 1
  look $$
  set -C
  # An empty file would say that something began, so a full disk takes it away again.
  if ! echo "$$ $at" 2>/dev/null >"$dir/started"; then
    [ -s "$dir/started" ] || rm -f "$dir/started"
    return 1
  fi
  set +C
}

# keep_log: bounded, and draining on when the bound or a full disk stops it, so that nobody is
# killed or held up for having talked too much. The last words are kept apart.
keep_log() {
  trap '' TERM XFSZ
  ulimit -f $((bound / 512))
  cat >>"$dir/log" 2>/dev/null || tail -c 4096 >"$dir/rest"
}

# await: until the runner has ended, or the time limit.
await() {
  while :; do
    flock -w "$limit" -E 124 8
    case $? in
      0) return 0 ;;
      124) return 124 ;;
      *) sleep 0.05 ;; # somebody shot our flock, not us
    esac
  done
}

secrets=$(cat)
case $secrets in
  *'# all secrets') ;;
  *) exit 1 ;; # the hand-over was cut short: nothing has begun, and nothing will by us
esac
exec </dev/null
reincarnation || exit 1
begin || exit 1
exec 7<>"$dir/exit"
admitted || exit 0

trap : TERM
now
printf 'at %s\n' "$now" >&7
exec 6>"$dir/drain" 8>"$dir/busy"
flock 6
flock 8
{
  exec 6>&- 9>&-
  trap - TERM
  export WINDLASS_JOB="$key"
  commands
  printf 'end exit %s\n' "$?" >&7
} 2>&1 | (
  exec 7>&- 8>&- 9>&-
  keep_log
) &
exec 6>&- 8>&-
exec 8>"$dir/busy"
if ! await; then
  end_tree 500 $$
  [ "$members" != ' ' ] || printf 'end timeout\n' >&7
fi
# A daemon that a command started may hold the pipe for ever; what was said is written by then.
exec 6>"$dir/drain"
flock -w 0.2 6
if [ -s "$dir/rest" ]; then
  { printf '\n[the log is full; what follows is its end]\n' && cat "$dir/rest"; } >>"$dir/log"
fi
