# What the scripts beside this file share. Sourced, never run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
path_of_the_machine=$PATH
PATH=$root/tools/node/node_modules/.bin:$PATH

say() { printf '\033[1m%s\033[0m\n' "$*" >&2; }
die() { printf '%s\n' "$*" >&2; exit 1; }

# help_if_asked "$@": a script's help is the comment at its top, without the shebang.
help_if_asked() {
  case ${1:-} in -h | --help)
    sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"
    exit 0 ;;
  esac
}

# A port of 127.0.0.1 that nobody listens on.
free_port() {
  local port
  while port=$((RANDOM % 20000 + 20000)); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}
