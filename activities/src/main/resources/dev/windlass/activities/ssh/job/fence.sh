# fence.sh: raises the fence and tells which number is in force. Arguments: base path, mark, number.
path=$1 mark=$2
mkdir -p "$path/.windlass"
if raise_fence "$3"; then
  sync "$path/.windlass"
  printf '%s row %s\n' "$mark" "$highest"
else
  printf '%s failed %s\n' "$mark" "$trouble"
fi
