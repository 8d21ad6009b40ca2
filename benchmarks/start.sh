#!/bin/bash
# Start and memory of the distribution with and without its AOT cache and health port, as docs/benchmarks/start.md tells:
#   benchmarks/start.sh [RUNS]     after mvn -Pfast -pl distribution -am package
# Prints a line a variant: the median of the CPU time and of the time to the first answer of a piped bot, and of its resident memory
# right after that answer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
runs=${1:-11}
dist=${DIST:-$(echo "$PWD"/distribution/target/errand-*/)}
dist=${dist%/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# once NAME [VARIABLE=VALUE…]: one bot, its figures into $work/NAME.*
once() {
    local name=$1
    shift
    local before after pid reply
    mkfifo "$work/in"
    before=$(date +%s%N)
    env "$@" "$dist/bin/errand" --home "$work/home" <"$work/in" >"$work/out" 2>/dev/null &
    pid=$!
    exec 3>"$work/in"
    echo '!democmd get a' >&3
    while ! grep -q . "$work/out" 2>/dev/null; do sleep 0.005; done
    after=$(date +%s%N)
    read -r reply <"$work/out"
    [[ $reply == b ]] || { echo "unexpected answer: $reply" >&2; exit 1; }
    echo $(((after - before) / 1000000)) >>"$work/$name.wall"
    awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$pid/status" >>"$work/$name.rss"
    awk '{ print ($14 + $15) * 10 }' "/proc/$pid/stat" >>"$work/$name.cpu"
    exec 3>&-
    wait "$pid"
    rm "$work/in"
}

# The first start makes the cache beside it; wait for that.
echo '!democmd add a b' | "$dist/bin/errand" --home "$work/home" >/dev/null
for ((i = 0; i < 600; i++)); do
    compgen -G "$dist/cache/errand-*.aot" >/dev/null && ! compgen -G "$dist/cache/errand-*.new" >/dev/null && break
    sleep 0.1
done
compgen -G "$dist/cache/errand-*.aot" >/dev/null || { echo 'no cache was made' >&2; exit 1; }
# Taking turns, so that whatever else the machine does meets all alike.
for ((run = 0; run < runs; run++)); do
    once without 'ERRAND_JAVA_OPTS=-XX:AOTMode=off'
    once with A=
    once with-health ERRAND_HEALTH__PORT=18081
    once without-health 'ERRAND_JAVA_OPTS=-XX:AOTMode=off' ERRAND_HEALTH__PORT=18081
done
for name in without with without-health with-health; do
    printf '%-16s CPU %5s ms   first answer %5s ms   resident %4s MiB\n' "$name" \
        "$(median <"$work/$name.cpu")" "$(median <"$work/$name.wall")" "$(median <"$work/$name.rss")"
done
