# runtimes.sh: which versions of programs the SSH user runs; changes nothing.
# Arguments: names of programs. Standard output: "NAME VERSION", without a version where there is none.
for name in "$@"; do
  case $name in
    php) said=$(php -r 'echo PHP_VERSION;' </dev/null 2>/dev/null) ;;
    node) said=$(node --version </dev/null 2>/dev/null) ;;
    java) said=$(java -version </dev/null 2>&1 | grep -m 1 ' version ') ;;
    python) said=$(python3 --version </dev/null 2>&1) ;;
    *) said= ;;
  esac
  version=$(printf '%s\n' "$said" | sed -n 's/^[^0-9]*\([0-9][0-9.]*\).*/\1/p' | head -n 1)
  printf '%s %s\n' "$name" "$version"
done
exit 0
