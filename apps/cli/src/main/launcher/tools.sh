# Sourced by ./portolan and house/format: finds a JDK that is new enough, and Maven.

readonly java_wanted=25

# java_version HOME: the major version of the JDK in HOME, nothing where there is none.
java_version() {
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p'
  fi
}

# java_on_path: the home of the java that the shell would start.
java_on_path() {
  local java link
  java=$(command -v java) || return 0
  while link=$(readlink "$java"); do
    case $link in
      /*) java=$link ;;
      *) java=$(dirname "$java")/$link ;;
    esac
  done
  (cd "$(dirname "$java")/.." && pwd)
}

# jdk_places: where a JDK may lie, one directory per line, the most wanted first.
jdk_places() {
  printf '%s\n' "${JAVA_HOME:-}" "$(java_on_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/* /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    ~/Library/Java/JavaVirtualMachines/*/Contents/Home ~/.sdkman/candidates/java/* ~/.jdks/*
}

# find_jdk WHO: the first of these places whose JDK is new enough; one sentence where none is.
find_jdk() {
  local place version
  while IFS= read -r place; do
    version=$(java_version "$place")
    if [ "${version:-0}" -ge $java_wanted ]; then
      echo "$place"
      return
    fi
  done < <(jdk_places)
  echo "$1: no JDK $java_wanted or newer found; install one (any vendor's), or let JAVA_HOME name it" >&2
  return 1
}

# require_maven WHO: fails with one sentence where there is no Maven.
require_maven() {
  command -v mvn >/dev/null && return
  echo "$1: no Maven found on the PATH; install Maven 3.8 or newer" >&2
  return 1
}

# run_maven ARGUMENT…: Maven on the JDK in $java_home, without the JVM's words about Maven's own libraries.
run_maven() {
  JAVA_HOME=$java_home \
    MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow" \
    mvn -B "$@"
}
