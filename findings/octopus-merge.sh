#!/usr/bin/env bash
# git: a merge of two branches at once passes by the merge driver that is set up, and merges lines.
#
# Guess, before it was run: a driver that is named in .gitattributes and set up in this clone does every merge of such a file,
#   whichever command asks for it.
# What happens: `git merge one`, cherry-pick and rebase call it (so do stash pop, am -3, apply --3way, checkout -m and
#   merge-tree). `git merge one two`, the "octopus", and `git merge -s resolve one` do not: they say "Auto-merging" and end
#   with 0, and of two branches that both add the body "team" the result has it twice: valid JSON, no marks. The driver would
#   have had it once.
# What it costs: who collects the branches of several departments in one command gets what the driver was set up to prevent,
#   in a repository where every check says that the driver is there.
# Seen: git 2.47.3, 30 November 2026. git is in no registry of packages that can be pinned here: the one installed is run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git --version
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
    GIT_COMMITTER_EMAIL=a@example.org

cat > records.py <<'PYTHON'
"""A merge driver for this try: all records of both sides, each id once, in the order of ids."""
import json, pathlib, sys

ours, theirs = sys.argv[1:]
ids = {body["id"] for path in (ours, theirs) for body in json.loads(pathlib.Path(path).read_text())["bodies"]}
lines = ",\n".join(json.dumps({"id": name}) for name in sorted(ids))
pathlib.Path(ours).write_text('{"bodies": [\n' + lines + "\n]}\n")
with open(pathlib.Path(__file__).parent / "called", "a") as log:
    log.write("once\n")
PYTHON
git config --global merge.records.driver "python3 '$folder/records.py' %A %B"

map() { # the ids of its bodies, a record a line
    printf '{"bodies": [\n'
    printf '%s' "$(for id in "$@"; do printf '{"id": "%s"},\n' "$id"; done)" | sed '$ s/,$//'
    printf '\n]}\n'
}
branch() { # its name and the bodies on it
    git switch --quiet -c "$1" start
    map "${@:2}" > town.map
    git commit --quiet -am "$1"
}

git init --quiet --initial-branch=start town
cd town
echo '*.map merge=records' > .gitattributes
map board forum group partner trust > town.map
git add . && git commit --quiet -m "A map and how it is merged"
branch one area board team forum group partner trust
branch two board forum group office partner trust
branch here board forum group partner team trust
git check-attr merge town.map | tee ../said
grep -q "merge: records" ../said

try() { # how often the driver is to be called, how often "team" is to stand in the map, and the merge
    rm -f ../called
    git switch --quiet -C try here
    local calls=$1 times=$2
    shift 2
    "$@" > ../said 2>&1 || { echo "$* failed:"; cat ../said; exit 1; }
    python3 -m json.tool town.map > /dev/null
    local called=0
    [ ! -e ../called ] || called=$(wc -l < ../called)
    local found
    found=$(grep -c '"team"' town.map)
    echo "$*: the driver was called $called times, the team is there $found times"
    [ "$called" = "$calls" ] && [ "$found" = "$times" ] || { echo "no longer as described"; cat ../said; exit 1; }
    git reset --quiet --hard
}
try 1 1 git merge -m merged one
try 1 1 git cherry-pick one
try 1 1 git rebase one
try 0 2 git merge -s resolve -m merged one
try 0 2 git merge -m merged one two
grep -q "Auto-merging town.map" ../said
git cat-file -p HEAD | grep -c '^parent' | grep -qx 3
echo "as described: an octopus passes by the driver, and the team is there twice"
