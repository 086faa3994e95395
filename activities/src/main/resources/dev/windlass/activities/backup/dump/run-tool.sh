# run-tool.sh: runs a database's own tool, which never outlives whoever wanted it.
# Arguments: how the tool learns its password (option-file, PGPASSWORD, nothing), what its input is (held, fed), names
# of programs of which the first that is installed is taken, then the tool's arguments.
# Input: a line with the password (for option-file the whole option), a line of words for /dev/fd/6, then either what
# the tool reads (fed; our process id is told first), or nothing for as long as the tool is wanted (held).
login=$1 input=$2 programs=$3
shift 3
IFS= read -r secret && IFS= read -r words || exit 125
tool=
for program in $programs; do
  tool=$(command -v "$program") && break
done
[ -n "$tool" ] || {
  echo "not installed: $programs" >&2
  exit 127
}
export LC_ALL=C
finish() {
  kill -s TERM "$pid" && sleep 3 && kill -s KILL "$pid"
}
# Whoever learns our process id may end us before there is a tool and its watcher; and a TERM that meets the tool
# between fork and exec is lost, since until then it has our trap.
watcher= unwanted= finishers=
end_tool() {
  unwanted=yes
  [ -z "$watcher" ] || {
    finish </dev/null >/dev/null 2>&1 &
    finishers="$finishers $!"
  }
}
trap end_tool TERM HUP INT
exec 4<&0
if [ "$input" = held ]; then
  exec 5</dev/null
else
  exec 5<&0
  echo $$
fi
# Through pipes: a password is neither in a file nor among the arguments that the process list shows.
case $login in
option-file)
  printf '[client]\n%s\n' "$secret" | {
    exec 3<&0 <&5 4<&- 5<&-
    exec "$tool" --defaults-file=/dev/fd/3 "$@"
  } &
  ;;
PGPASSWORD)
  printf '%s\n' $words | {
    exec 6<&0 <&5 4<&- 5<&-
    PGPASSWORD=$secret
    export PGPASSWORD
    exec "$tool" "$@"
  } &
  ;;
*)
  {
    exec <&5 4<&- 5<&-
    exec "$tool" "$@"
  } &
  ;;
esac
pid=$!
exec 5<&-
if [ "$input" = held ]; then
  {
    while IFS= read -r _; do :; done
    finish
  } <&4 4<&- >/dev/null 2>&1 &
else
  # The input's end is no sign here: a tool that waits for a lock doesn't read it.
  {
    while [ -d "/proc/$PPID" ]; do sleep 1; done
    finish
  } </dev/null 4<&- >/dev/null 2>&1 &
fi
watcher=$!
# A shell that tells of an ended tool would die of it when nobody listens any more, and leave the watcher.
exec 4<&- </dev/null >/dev/null 2>&1
[ -z "$unwanted" ] || end_tool
code=0
wait "$pid" || code=$?
while kill -s 0 "$pid" 2>/dev/null; do
  code=0
  wait "$pid" || code=$?
done
kill -s KILL "$watcher" $finishers 2>/dev/null
exit "$code"
