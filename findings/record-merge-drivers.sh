#!/usr/bin/env bash
# Two published merge drivers for git, git-json-merge 1.0.0 and daff 1.4.2: records of both branches are lost, and git says
# that the merge went well.
#
# Guess, before it was run: a driver made for JSON or for tables keeps what only one branch changed, has both records where
#   each branch adds one, and ends in a conflict where it cannot tell.
# What happens in a list of bodies:
#     git-json-merge  each branch adds a body at the end: neither is there, and the first body is there twice
#                     one adds a body at the top, the other renames the last one: the old name
#                     both rename one body in two ways: the name before both, and no conflict
#     daff            each adds a body: both there; two names for one body: a conflict. But
#                     one removes a body, the other renames it: it is removed, and no conflict
#                     both add the same id with two names: two bodies of one id, and no conflict
#                     one adds a column, the other a body: the text NULL in the new body's cell
#   Each time but for the conflict git commits and ends with 0.
# What it costs: a driver is set up so that nobody has to look. The body that a colleague added yesterday is in the history
#   and not in the map, and the one merge that should have stopped did not.
# Seen: git 2.47.3, git-json-merge 1.0.0, daff 1.4.2 on Node 20.20.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git --version
export HOME=$folder GIT_CONFIG_NOSYSTEM=1 GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a \
    GIT_COMMITTER_EMAIL=a@example.org
npm init -y > npm.log
npm install --silent --no-audit --no-fund git-json-merge@1.0.0 daff@1.4.2 >> npm.log 2>&1 || { cat npm.log; exit 1; }
# Both as their own instructions say.
git config --global merge.json.driver "'$folder/node_modules/.bin/git-json-merge' %A %O %B"
git config --global merge.table.driver "'$folder/node_modules/.bin/daff' merge --output %A %O %A %B"

json() { # bodies as id=name
    local name list=""
    for name in "$@"; do list+="${list:+,}"$'\n'"    {\"id\": \"${name%%=*}\", \"name\": \"${name#*=}\"}"; done
    printf '{\n  "bodies": [%s\n  ]\n}\n' "$list"
}
table() { # lines of the table
    printf '%s\n' "$@"
}
merge() { # the kind, what stands before, here and there (as arrays), and what is to come out
    local kind=$1 path=town.$1
    local -n before=$2 here=$3 there=$4
    rm -rf town && git init --quiet --initial-branch=main town
    echo -e '*.json merge=json\n*.table merge=table' > town/.gitattributes
    git -C town add .
    "$kind" "${before[@]}" > "town/$path" && git -C town add . && git -C town commit --quiet -m before
    git -C town switch --quiet -c there && "$kind" "${there[@]}" > "town/$path" && git -C town commit --quiet -am there
    git -C town switch --quiet main && "$kind" "${here[@]}" > "town/$path" && git -C town commit --quiet -am here
    local code=0 seen
    git -C town merge -m merged there > said 2>&1 || code=$?
    if [ "$kind" = json ]; then
        seen=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(0)).bodies.map((it) => `${it.id}=${it.name}`).join(" "))' < "town/$path")
    else
        seen=$(tail -n +2 "town/$path" | paste -sd' ')
    fi
    echo "git ends with $code: $seen"
    [ "$code $seen" = "$5" ] || { echo "no longer as described: $5"; cat said; exit 1; }
}

both=(board=Board group=Group)
team=(board=Board group=Group team=Team)
forum=(board=Board group=Group forum=Forum)
merge json both team forum "0 board=Board board=Board group=Group"
top=(team=Team board=Board group=Group)
panel=(board=Board group=Panel)
merge json both top panel "0 team=Team board=Board group=Group"
town=(board=Town group=Group)
county=(board=County group=Group)
merge json both town county "0 board=Board group=Group"

both=(id,name board,Board group,Group)
team=("${both[@]}" team,Team)
forum=("${both[@]}" forum,Forum)
merge table both team forum "0 board,Board group,Group forum,Forum team,Team"
town=(id,name board,Town group,Group)
county=(id,name board,County group,Group)
merge table both town county "1 board,((( Board ))) Town /// County group,Group"
gone=(id,name group,Group)
merge table both gone county "0 group,Group"
crew=("${both[@]}" team,Crew)
merge table both team crew "0 board,Board group,Group team,Crew team,Team"
seats=(id,name,seats board,Board,3 group,Group,4)
merge table both seats team "0 board,Board,3 group,Group,4 team,Team,NULL"
echo "as described: two drivers lose records of both branches, and git says nothing"
