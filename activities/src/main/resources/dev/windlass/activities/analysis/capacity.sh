# capacity.sh: how much of a host is used, in percent rounded up; changes nothing.
# Arguments: a directory whose disk is meant, "cpu" where the processors are to be watched for a
# second. Standard output: "memory N", "disk N" (bytes or inodes, whichever is scarcer), "cpu N".
path=$1 watched=$2

while read -r key value _; do
  case $key in
    MemTotal:) total=$value ;;
    MemAvailable:) available=$value ;;
  esac
done </proc/meminfo
echo "memory $((((total - available) * 100 + total - 1) / total))"

df --output=pcent,ipcent -- "$path" | tail -n 1 | {
  read -r bytes inodes
  bytes=${bytes%\%} inodes=${inodes%\%}
  # Some file systems have no fixed number of inodes.
  [ "$inodes" != - ] || inodes=0
  [ "$inodes" -gt "$bytes" ] && bytes=$inodes
  echo "disk $bytes"
}

processors() {
  read -r _ user nice system idle waiting irq softirq stolen _ </proc/stat
  busy=$((user + nice + system + irq + softirq + stolen))
  all=$((busy + idle + waiting))
}
if [ "$watched" = cpu ]; then
  processors
  before=$busy since=$all
  sleep 1
  processors
  passed=$((all - since))
  [ "$passed" -eq 0 ] || echo "cpu $((((busy - before) * 100 + passed - 1) / passed))"
fi
exit 0
