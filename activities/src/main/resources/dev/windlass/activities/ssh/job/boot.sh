# boot.sh: tells which life of the host this is. Arguments: any, mark.
reincarnation || exit 1
printf '%s row %s %s\n' "$2" "$boot" "$init"
