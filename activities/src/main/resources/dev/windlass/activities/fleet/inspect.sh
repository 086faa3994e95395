# inspect.sh: what a host is like, in one round trip; changes nothing.
# Arguments: base path, mark of a maintenance, another path that says so or nothing (both below the
# base path), then the shared files that must be there.
# Standard output: one fact a line, "key value".
path=$1 mark=$2 seen=$3
shift 3

say() { printf '%s %s\n' "$1" "$2"; }

# twentieth FIELDS: of /proc/1/stat after the name, the time process 1 started.
twentieth() {
  shift 19
  say init "$1"
}

say user "$(id -un)"
read -r boot </proc/sys/kernel/random/boot_id && say boot "$boot"
read -r stat </proc/1/stat
# shellcheck disable=SC2086 # the fields after the name are numbers
twentieth ${stat##*) }

for tool in tar gzip flock setsid sha256sum readlink mktemp; do
  command -v "$tool" >/dev/null || say lacks "$tool"
done

at=$path
while [ ! -d "$at" ]; do
  at=$(dirname -- "$at")
done
say at "$at"
second() { say free "$2"; }
# shellcheck disable=SC2046 # a heading and a number
second $(df --output=avail -B1 -- "$at")
for directory in "$at" "$path/releases" "$path/shared" "$path/.windlass"; do
  if [ -d "$directory" ] && [ ! -w "$directory" ]; then
    say readonly "$directory"
  fi
done
[ -d "$path/releases" ] || say unset releases

if [ -L "$path/current" ]; then
  say current "$(readlink "$path/current")"
  [ -d "$path/current" ] || say dangling yes
  if [ -f "$path/current/REVISION" ]; then
    IFS= read -r revision <"$path/current/REVISION" || [ -n "$revision" ]
    say revision "$revision"
  fi
elif [ -e "$path/current" ]; then
  say notlink yes
fi

# releases: by age; REVISION keeps the time of the unpacking, whatever a build does to the directory.
releases() {
  set --
  for release in "$path"/releases/*/; do
    release=${release%/}
    [ -d "$release" ] && [ ! -L "$release" ] || continue
    dated=$release/REVISION
    [ -f "$dated" ] || dated=$release
    set -- "$@" "$dated"
  done
  [ $# -gt 0 ] || return 0
  stat -c '%Y %n' -- "$@" | sort -k1,1n -k2V | while read -r _ dated; do
    dated=${dated%/REVISION}
    say release "${dated##*/}"
  done
}
releases

if [ -s "$path/.windlass/fence" ]; then
  read -r fence <"$path/.windlass/fence"
  say fence "$fence"
fi
if [ -e "$path/$mark" ]; then
  say closed "$(head -c 4096 "$path/$mark" | tr '\n' ' ')"
elif [ -n "$seen" ] && [ -e "$path/$seen" ]; then
  say closed ''
fi
count() { [ ! -e "$1" ] || say jobs $#; }
count "$path"/.windlass/jobs/*
# Jobs that run: their supervisor holds the lock.
grep -Ls '^end ' "$path"/.windlass/jobs/*/exit | while read -r record; do
  job=${record%/exit}
  flock -s -n "$job/lock" true 2>/dev/null || say openjob "$(sed -n 's/^operation //p' "$job/owner")"
done
for file in "$@"; do
  [ -e "$path/shared/$file" ] || say lacksfile "$file"
done
exit 0
