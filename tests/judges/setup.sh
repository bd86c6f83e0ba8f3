#!/usr/bin/env bash
# Builds the judges that are no programs of the system (veraPDF and EU DSS in Java, pyHanko in Python) into the folder given, once for these sources.
# With `look` nothing is fetched. Exit 0: they are there; 3: they cannot be had here (a program or a registry is missing), and the last line says why.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$1
for program in java mvn python3; do
  command -v "$program" > /dev/null || { echo "$program is not installed"; exit 3; }
done
cd "$here"
stamp=$(cat pom.xml requirements.txt setup.sh java/judges/*.java | sha256sum)
is_there() { [ "$(cat "$target/stamp" 2> /dev/null)" = "$stamp" ]; }
is_there && exit 0
[ "${2:-fetch}" = look ] && { echo "not fetched yet: npm test and chaos -- judges do"; exit 3; }
mkdir -p "$target"
exec 9> "$target/lock"
flock 9
is_there && exit 0
rm -rf "$target/stamp" "$target/lib" "$target/classes"
timeout 300 mvn -B -q -ntp -Dstyle.color=never -Djudges.target="$target" package > "$target/mvn.log" 2>&1 || { echo "Maven did not build them: $(grep -m1 ERROR "$target/mvn.log" | cut -c1-300)"; exit 3; }
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' && { [ -x "$target/venv/bin/python" ] || python3 -m venv "$target/venv"; } > "$target/pip.log" 2>&1 || { echo 'Python 3.11 with venv is not installed'; exit 3; }
timeout 300 "$target/venv/bin/pip" install -q --disable-pip-version-check --no-deps --only-binary :all: -r requirements.txt >> "$target/pip.log" 2>&1 || { echo "pip did not fetch pyHanko: $(tail -1 "$target/pip.log" | cut -c1-300)"; exit 3; }
echo "$stamp" > "$target/stamp"
