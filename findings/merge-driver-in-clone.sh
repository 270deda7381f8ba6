#!/usr/bin/env bash
# A merge driver that a repository asks for in .gitattributes, and a clone that has not set it up: git merges lines instead,
# says nothing, and what comes out can be read and is wrong.
#
# Guess, before it was run: the file says `*.map merge=records`; a clone in which nobody defined "records" stops, or at least
#   warns that the driver is missing, as it does for one whose program is missing.
# What happens: `git merge` ends with 0 and without a word of it, `git check-attr` goes on saying "merge: records". Of two
#   branches that both add the body "team", at different places of the list, the merge has it twice: valid JSON, no marks.
#   Where the driver is defined but its program is not there, the same merge stops with a conflict.
# What it costs: a driver protects only those who set it up. A file with two records of one id passes whatever only reads
#   it, and who merged believes that the driver did it. The program must find the damage whenever it opens a file.
# Seen: git 2.47.3, 30 November 2026. git is in no registry of packages that can be pinned here: the one installed is run.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git --version
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
    GIT_COMMITTER_EMAIL=a@example.org

map() { # the ids of its bodies, a record a line
    printf '{"bodies": [\n'
    for id in "$@"; do printf '{"id": "%s"}%s\n' "$id" "$([ "$id" = last ] || printf ,)"; done
    printf ']}\n'
}

git init --quiet --initial-branch=main origin
cd origin
echo '*.map merge=records' > .gitattributes
map board group partner forum last > town.map
git add . && git commit --quiet -m "A map and how it is merged"
git switch --quiet -c other
map board team group partner forum last > town.map
git commit --quiet -am "Add the team under the board"
git switch --quiet main
map board group partner forum team last > town.map
git commit --quiet -am "Add the team under the forum"
cd ..

git clone --quiet origin without
cd without
status=0
git merge --no-edit origin/other > merge.log 2>&1 || status=$?
cat merge.log
[ $status = 0 ] || { echo "the merge stopped with $status"; exit 1; }
! grep -qi -e driver -e records -e warning merge.log || { echo "it says something of the driver now"; exit 1; }
git check-attr merge town.map
[ "$(grep -c '"team"' town.map)" = 2 ]
python3 -c 'import json; print([body["id"] for body in json.load(open("town.map"))["bodies"]])'
cd ..

git clone --quiet origin broken
cd broken
git config merge.records.driver 'no-such-program %A %O %B'
status=0
git merge --no-edit origin/other > merge.log 2>&1 || status=$?
cat merge.log
[ $status = 1 ] || { echo "with a driver that is not there it ended with $status"; exit 1; }
echo "as described: without the driver git merges lines, in silence, and the team is there twice"
