# Before and after a file is sent by SFTP.
# Arguments: prepare|finish, path, temporary path, sha-256, mode.
set -eu
verb=$1 path=$2 temporary=$3 digest=$4 mode=$5

matches() {
  [ -f "$1" ] && [ "$(sha256sum <"$1")" = "$digest  -" ]
}

if [ "$verb" = prepare ]; then
  if matches "$path"; then
    chmod "$mode" "$path"
    echo present
  else
    mkdir -p "${path%/*}"
    # What an upload left behind that died; a living one isn't a day old.
    find "${path%/*}" -maxdepth 1 -name "${path##*/}.part-*" -mmin +1440 -exec rm -f {} +
    echo absent
  fi
  exit 0
fi

if ! matches "$temporary"; then
  echo "what arrived has another digest ($(wc -c <"$temporary") bytes), expected $digest" >&2
  rm -f "$temporary"
  exit 1
fi
chmod "$mode" "$temporary"
sync "$temporary"
mv -f "$temporary" "$path"
echo done
