# Finds a JDK 25 and starts Errand with it. Read by bin/errand, and in a clone by the launcher at its top.
# POSIX sh; nothing here changes the folder that the caller is in.

errand_fail() {
    printf 'errand: %s\n' "$1" >&2
    exit "${2:-1}"
}

# Whether the folder $1 holds a Java 25, told by its release file: starting a java to ask it costs 50 ms.
# $2 is a program in bin/ that must be there.
errand_is_jdk() {
    [ -x "$1/bin/$2" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r errand_line || [ -n "$errand_line" ]; do
        case $errand_line in
            'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'* | 'JAVA_VERSION="25+'*) return 0 ;;
            'JAVA_VERSION='*) return 1 ;;
        esac
    done <"$1/release"
    return 1
}

# Asks the java at $1 itself, for a JDK without a release file and for a java that is only a script.
# Sets errand_jdk if it is a 25 and has bin/$2.
errand_ask_java() {
    errand_said=$("$1" -XshowSettings:properties -version 2>&1 </dev/null) || return 1
    case $errand_said in
        *'java.specification.version = 25'*) ;;
        *) return 1 ;;
    esac
    errand_jdk=$(printf '%s\n' "$errand_said" | sed -n 's/^ *java\.home = //p')
    [ -x "$errand_jdk/bin/$2" ]
}

# The folder of the JDK whose java is on the PATH, links followed; empty if there is none.
errand_jdk_on_path() {
    errand_link=$(command -v java) || return 0
    while [ -h "$errand_link" ]; do
        errand_target=$(readlink "$errand_link")
        case $errand_target in
            /*) errand_link=$errand_target ;;
            *) errand_link=${errand_link%/*}/$errand_target ;;
        esac
    done
    case $errand_link in
        */bin/java) printf '%s\n' "${errand_link%/bin/java}" ;;
    esac
}

# Sets errand_jdk to a JDK 25 that has bin/$1 (java to run, javac to build): the first of JAVA_HOME, the PATH, and
# the places where systems and tools keep JDKs.
errand_find_jdk() {
    errand_path_jdk=$(errand_jdk_on_path)
    for errand_jdk in "${JAVA_HOME:-}" "$errand_path_jdk"; do
        [ -n "$errand_jdk" ] && errand_is_jdk "$errand_jdk" "$1" && return 0
    done
    for errand_jdk in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${SDKMAN_DIR:-${HOME:-/}/.sdkman}"/candidates/java/* \
        "${HOME:-/}"/.jdks/* "${HOME:-/}"/.gradle/jdks/* \
        "${HOME:-/}"/.asdf/installs/java/* "${HOME:-/}"/.local/share/mise/installs/java/* \
        /opt/* /opt/java/* /opt/jdk/* /usr/local/lib/jvm/*; do
        errand_is_jdk "$errand_jdk" "$1" && return 0
    done
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ] && [ ! -r "$JAVA_HOME/release" ]; then
        errand_ask_java "$JAVA_HOME/bin/java" "$1" && return 0
    fi
    if [ ! -r "$errand_path_jdk/release" ] && command -v java >/dev/null; then
        errand_ask_java java "$1" && return 0
    fi
    errand_fail "no JDK 25 was found in JAVA_HOME, on the PATH or where JDKs usually are; install one (Debian and\
 Ubuntu: openjdk-25-jdk or temurin-25-jdk, Fedora: java-25-openjdk-devel, macOS: brew install openjdk@25, others: Temurin 25\
 from adoptium.net) or set JAVA_HOME to where it is." 127
}

# Sets errand_aot to the file of the AOT cache for the distribution $1 and the JDK found, empty where none can be kept.
# The name holds a hash of all JARs: the JVM itself does not notice a replaced one and would run the old code.
errand_aot_file() {
    errand_aot=
    for errand_folder in "${CACHE_DIRECTORY:-}" "$1/cache" "${XDG_CACHE_HOME:-${HOME:-}/.cache}/errand"; do
        case $errand_folder in
            /*) ;;
            *) continue ;;
        esac
        if mkdir -p "$errand_folder" 2>/dev/null && [ -w "$errand_folder" ]; then
            errand_key=$(
                IFS=:
                set -f
                # shellcheck disable=SC2086 # the class path
                cksum $errand_jars "$1/conf/jvm.options" "$errand_jdk/release" 2>/dev/null | cksum
            ) || return 0
            errand_aot=$errand_folder/errand-${errand_key% *}.aot
            return 0
        fi
    done
}

# Makes the cache beside the bot, from the short life of another one with a home of its own: at the end of the bot's own
# life the JVM would take seconds for it, which nobody who stops a bot wants to wait. The next start has it.
errand_aot_make() {
    (
        # Whoever makes the folder makes the cache; one that was killed over it is forgotten after ten minutes.
        [ -z "$(find "$errand_aot.new" -prune -mmin +10 2>/dev/null)" ] || rm -rf "$errand_aot.new"
        mkdir "$errand_aot.new" 2>/dev/null || exit 0
        trap 'rm -rf "$errand_aot.new"' EXIT
        # No setting of the bot that is being started may reach this one, its database least of all.
        for errand_name in $(env | sed -n 's/^\(ERRAND_[A-Za-z0-9_]*\)=.*/\1/p'); do
            unset "$errand_name"
        done
        mkdir "$errand_aot.new/home" || exit 0
        # Without training: at a start the JVM would compile what it has seen called often, which costs more than it gives.
        nice "$errand_jdk/bin/java" "@$errand_dist/conf/jvm.options" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining \
            "-XX:AOTCacheOutput=$errand_aot.new/aot" "-Derrand.dist=$errand_dist" -cp "$errand_jars" dev.errand.platform.boot.Rehearsal "$errand_aot.new/home" &&
            [ -s "$errand_aot.new/aot" ] || exit 0
        rm -f "${errand_aot%/*}"/errand-*.aot
        mv "$errand_aot.new/aot" "$errand_aot"
    ) >/dev/null 2>&1 &
}

# errand_start DISTRIBUTION HOME [argument…]: becomes the bot. HOME is used unless --home or ERRAND_HOME says otherwise.
errand_start() {
    errand_dist=$1
    errand_home=$2
    shift 2
    case $errand_dist in
        *:*) errand_fail "Java cannot start from a folder with ':' in its path; move '$errand_dist' elsewhere." ;;
    esac
    errand_find_jdk java
    # Without a UTF-8 locale Java cannot read arguments and file names beyond ASCII.
    case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
        *[Uu][Tt][Ff]8* | *[Uu][Tt][Ff]-8*) ;;
        *)
            LC_ALL=C.UTF-8
            export LC_ALL
            ;;
    esac
    # Written out and sorted, because the cache is only good for the very same class path. The console, IRC and H2 are on it
    # for their classes to be in the cache (docs/adr/0012); other chats and storages have class loaders of their own.
    errand_jars=
    for errand_jar in "$errand_dist"/lib/*.jar "$errand_dist"/backends/console-*.jar "$errand_dist"/backends/irc-*.jar \
        "$errand_dist"/storage-backends/h2-*.jar; do
        [ ! -e "$errand_jar" ] || errand_jars=${errand_jars:+$errand_jars:}$errand_jar
    done
    errand_aot_file "$errand_dist"
    errand_cache=
    if [ -n "$errand_aot" ]; then
        if [ -s "$errand_aot" ]; then errand_cache=-XX:AOTCache=$errand_aot; else errand_aot_make; fi
    fi
    errand_options=${ERRAND_JAVA_OPTS:-}
    # Other variables that begin with ERRAND_ are settings, and an unknown setting is an error.
    unset ERRAND_JAVA_OPTS
    set -f
    # shellcheck disable=SC2086 # several options in one variable
    exec "$errand_jdk/bin/java" "@$errand_dist/conf/jvm.options" ${errand_cache:+"$errand_cache"} $errand_options \
        "-Derrand.dist=$errand_dist" "-Derrand.home.default=$errand_home" \
        -cp "$errand_jars" dev.errand.platform.boot.Main "$@"
}
