# command.sh: brings a split about by the user's command. After state.sh.
# Arguments: state, fence, split as JSON or nothing, script of the command.
# Exit: 3 fenced, 4 the command failed, 1 other trouble.
state=$1 fence=$2 split=$3 script=$4
enter "$fence"
/bin/sh -c "$script" </dev/null 9>&- || {
  echo "the command ended with $?" >&2
  exit 4
}
remember "$split"
