# upload.sh: takes a file, unless it is there: asks for it by `absent`, then reads it from standard input.
# Arguments: path, temporary path, sha-256, mode.
set -eu
path=$1 temporary=$2 digest=$3 mode=$4

matches() {
  [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$digest  -" ]
}

if matches "$path"; then
  chmod "$mode" "$path"
  echo present
  exit 0
fi
[ -d "${path%/*}" ] || mkdir -p "${path%/*}"
# What an upload left behind that died; a living one isn't a day old.
for left in "$path".part-*; do
  [ ! -e "$left" ] || find "$left" -mmin +1440 -exec rm -f {} +
done
trap 'rm -f "$temporary"' EXIT
trap 'exit 1' HUP INT TERM PIPE
echo absent
cat >"$temporary"
if ! matches "$temporary"; then
  echo "what arrived has another digest ($(wc -c <"$temporary") bytes), expected $digest" >&2
  exit 1
fi
chmod "$mode" "$temporary"
sync "$temporary"
mv -f "$temporary" "$path"
trap - EXIT
echo done
