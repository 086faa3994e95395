# probe.sh: what jobs need and a host may lack. Arguments: base path, mark. One line for each lack.
path=$1 mark=$2

lacks() { printf '%s row %s\n' "$mark" "$*"; }

for tool in cat chmod dd find flock grep head mkdir mv rm sed setsid sha256sum sleep stat sync tail \
  timeout tr wc; do
  command -v "$tool" >/dev/null || lacks "$tool isn't installed (coreutils, util-linux, grep, sed, findutils)"
done
mkdir -p "$path/.windlass" 2>/dev/null
if ! [ -w "$path/.windlass" ]; then
  lacks "$path/.windlass can't be written"
  exit 0
fi
trial=$path/.windlass/trial-$mark
printf '#!/bin/sh\n' >"$trial" && chmod 700 "$trial"
"$trial" 2>/dev/null || lacks "$path doesn't let files be executed (mounted noexec?)"
flock -n "$trial" true 2>/dev/null || lacks "$path has no file locks (flock)"
ln "$trial" "$trial.link" 2>/dev/null || lacks "$path has no hard links"
rm -f "$trial" "$trial.link"
[ -r /proc/1/stat ] || lacks '/proc hides process 1 (hidepid)'
