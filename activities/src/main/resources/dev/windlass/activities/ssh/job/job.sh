# job.sh: the half of a job that outlives everybody. It runs in a session of its own, in the base
# path, with descriptor 9 holding the flock on $dir/lock, and gets its secrets by standard input.
# Before it in the same file: $dir, $key, $fence, $limit, $bound, $users and commands().
# Argument: the last line of the secrets.

# hear: reads $secrets; fails when they don't end as they should.
hear() {
  secrets='' last=''
  while IFS= read -r last; do
    secrets="$secrets$last
"
    [ "$last" != "$1" ] || return 0
  done
  return 1
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

# supervise: runs the commands and holds the lock until they have ended.
supervise() {
  export WINDLASS_JOB="$key"
  now
  printf 'at %s\n' "$now" >&7
  commands
  printf 'end exit %s\n' "$?" >&7
}

# step NUMBER LINE NAMES: one command; its row goes to the record before and after. It does not get
# the secrets of these names: taken away later, /proc/…/environ would go on showing them.
step() {
  stopped
  now
  printf 'run %s %s\n' "$1" "$now" >&7
  # In a subshell, so that no secret's name can be one of ours. No descriptor of ours goes along: a
  # daemon would keep it for ever.
  # shellcheck disable=SC2086 # names have no spaces
  (handed && { [ -z "$3" ] || unset $3; } && exec /bin/sh -c "$2") 7>&- 9>&-
  code=$?
  now
  printf 'ran %s %s %s\n' "$1" "$code" "$now" >&7
  stopped
  return "$code"
}

# stopped: leaves without an end when we are being killed; only who does it can tell when nothing is
# left.
stopped() {
  [ ! -e "$dir/late" ] && [ ! -e "$dir/tombstone" ] || exit 0
}

# watch: waits until the supervisor lets go of the lock, at most until the time limit; then kills
# everything but us.
watch() {
  exec 8<"$dir/lock"
  flock -s -w "$limit" -E 124 8
  [ $? = 124 ] || exit 0
  : >"$dir/late"
  end_tree 500 $$
  [ "$members" != ' ' ] || printf 'end timeout\n' >&7
}

# hush: passes output on, line by line, without the values of secrets. The rules come by standard
# input, for arguments and files can be read. Whatever becomes of sed, nobody is held up.
hush() {
  exec 7>&- 9>&- 8<&0
  trap '' TERM
  lines='sed -u' # reads each character by itself
  ! command -v stdbuf >/dev/null || lines='stdbuf -oL sed'
  printf '%s' "$rules" | LC_ALL=C $lines -f - /dev/fd/8
  cat <&8 >/dev/null
}

# keep_log: bounded, and draining on when the bound or a full disk stops it, so that nobody is
# killed or held up for having talked too much. The last words are kept apart, then appended.
keep_log() {
  # By exec: a redirection of the whole function would only be put aside by the shell, and kept.
  exec 7>&- 9>&-
  trap '' TERM XFSZ
  if ! (ulimit -f $((bound / 512)) && exec cat >>"$dir/log") 2>/dev/null; then
    tail -c 4096 >"$dir/rest"
    { printf '\n[the log was full; what follows is its end]\n' && cat "$dir/rest"; } >>"$dir/log"
  fi
  : >"$dir/drained"
}

hear "$1" || exit 1 # cut short: nothing has begun, and nothing will by us
eval "$secrets"
exec </dev/null
reincarnation || exit 1
begin || exit 1
exec 7<>"$dir/exit"
admitted || exit 0
if [ -n "$rules" ]; then
  supervise 2>&1 | hush | keep_log &
else
  supervise 2>&1 | keep_log &
fi
exec 9>&-
watch
