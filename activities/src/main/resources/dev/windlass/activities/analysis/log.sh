# log.sh: which lines of logs came since the last look and match; changes nothing.
# Arguments: a directory, files below it (with * and ?) or an absolute path, a pattern (extended),
# "begin" for the first look, else "since", then for each file of the last look INODE:SIZE.
# Standard output: "file INODE SIZE" and what is wrong: "unreadable FILE", "missing DIRECTORY",
# "pattern"; "count NUMBER" and "line TEXT", the last one that matches.
directory=$1 files=$2 pattern=$3 look=$4
shift 4
known=" $* "
# A log that grew by more was flooded: its end says enough.
most=16777216
export LC_ALL=C
IFS='
'

cd "$directory" || exit

# grown: the lines of $file that came since $from, up to $size.
grown() { tail -c "+$((from + 1))" -- "$file" | head -c "$((size - from))"; }

# since: sets $from, where the last look ended; another file, or one that was cut, begins anew.
since() {
  from=0
  case $look$known in
    begin*) from=$size ;;
    *" $inode:"*)
      from=${known#*" $inode:"}
      from=${from%% *}
      [ "$from" -le "$size" ] || from=0
      ;;
  esac
  [ "$((size - from))" -le "$most" ] || from=$((size - most))
}

# whole: takes a last line that is still being written out of what is looked at.
whole() {
  [ "$size" -gt "$from" ] || return 0
  if [ "$(grown | tail -c 1 | wc -l)" -eq 0 ]; then
    size=$((size - $(grown | tail -n 1 | wc -c)))
  fi
}

count=0 last=''
found=
for file in $files; do
  [ -f "$file" ] || continue
  found=yes
  if [ ! -r "$file" ]; then
    echo "unreadable $file"
    continue
  fi
  size=$(stat -Lc %s -- "$file") inode=$(stat -Lc %i -- "$file")
  since
  whole
  echo "file $inode $size"
  [ "$size" -gt "$from" ] || continue
  here=$(grown | grep -acE -e "$pattern")
  if [ $? -gt 1 ]; then
    echo pattern
    break
  fi
  count=$((count + here))
  [ "$here" -eq 0 ] || last=$(grown | grep -aE -e "$pattern" | tail -n 1 | cut -c 1-300)
done
case $files in
  */*) parent=${files%/*} ;;
  *) parent=. ;;
esac
# A log is made with its first line, its directory is not.
if [ -z "$found" ]; then
  for place in $parent; do
    [ -z "$place" ] || [ -d "$place" ] || echo "missing $place"
  done
fi
echo "count $count"
[ -z "$last" ] || echo "line $last"
exit 0
