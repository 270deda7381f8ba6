#!/usr/bin/env bash
# JSON Schema: "multipleOf": 0.01, an amount in pounds and pence, refuses 7 pence in two of the seven validators that were tried.
#
# Guess, before it was run: ajv is known for it and has an option; Python's jsonschema, which other tools stand on, takes each
#   amount with two decimals and refuses a third one, as the others do.
# What happens, with all 100,000 amounts from 0.00 to 999.99, and with large ones:
#     jsonschema (Python), ajv    refuse one amount in nine (0.07, 0.14, 0.28, 0.29, 0.47, 0.56 ...), of large ones more
#     ajv, multipleOfPrecision 6  refuses none, but of those over a thousand million one in five
#     fastjsonschema, jsonschema-rs, @cfworker/json-schema, jsonschema (npm), is-my-json-valid   refuse none
#   All refuse 1.005. Python's jsonschema is right if the schema and the file are both read with parse_float=Decimal; with the
#   file alone read so it raises TypeError.
# What it costs: a schema that was checked with one validator refuses valid files with another. The clerk is told that 0.07 is
#   no multiple of 0.01, for one amount in nine. Pence as whole numbers, or texts with a pattern, do not depend on the tool.
# Seen: jsonschema 4.26.0, fastjsonschema 2.22.3, jsonschema-rs 0.61.2; ajv 8.20.0, @cfworker/json-schema 4.1.6, jsonschema 1.5.0
#   and is-my-json-valid 2.20.6 on Node 20.20.2, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check jsonschema==4.26.0 fastjsonschema==2.22.3 jsonschema-rs==0.61.2
npm init -y > npm.log
npm install --silent --no-audit --no-fund ajv@8.20.0 @cfworker/json-schema@4.1.6 jsonschema@1.5.0 is-my-json-valid@2.20.6 >> npm.log 2>&1 || { cat npm.log; exit 1; }

cat > look.py <<'PYTHON'
import json
from decimal import Decimal
import fastjsonschema, jsonschema, jsonschema_rs

amounts = [round(pence / 100, 2) for pence in range(100_000)]
large = [round(1e6 + 2499.97 * number, 2) for number in range(3000)]
vast = [round(1e9 + 249_999.97 * number, 2) for number in range(2000)]
json.dump({"amounts": amounts, "large": large, "vast": vast}, open("amounts.json", "w"))

SCHEMA = '{"type": "number", "multipleOf": 0.01}'
schema = json.loads(SCHEMA)
compiled = fastjsonschema.compile(schema)
def by_fastjsonschema(value):
    try:
        compiled(value)
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True

seen = {}
for name, takes in (("jsonschema (Python)", jsonschema.Draft202012Validator(schema).is_valid),
                    ("fastjsonschema", by_fastjsonschema), ("jsonschema-rs", jsonschema_rs.validator_for(schema).is_valid)):
    refused = [[value for value in values if not takes(value)] for values in (amounts, large, vast)]
    seen[name] = tuple(map(len, refused))
    print(name, seen[name], refused[0][:6])
    assert not takes(1.005)
assert seen["fastjsonschema"] == seen["jsonschema-rs"] == (0, 0, 0)
few, some, many = seen["jsonschema (Python)"]
assert few > 10_000 and some > 300

def exact(text):
    return json.loads(text, parse_float=Decimal)

assert jsonschema.Draft202012Validator(exact(SCHEMA)).is_valid(exact("0.07"))
try:
    jsonschema.Draft202012Validator(schema).is_valid(exact("0.07"))
    raise SystemExit("no longer as described: no TypeError")
except TypeError as error:
    print("TypeError:", error)
PYTHON
python/bin/python look.py

cat > look.cjs <<'JS'
const assert = require('node:assert/strict');
const Ajv = require('ajv').default, { Validator } = require('@cfworker/json-schema'), { Validator: Other } = require('jsonschema');
const values = require('./amounts.json');

const schema = { type: 'number', multipleOf: 0.01 };
const cfworker = new Validator(schema, '2020-12'), other = new Other();
const all = {
  ajv: new Ajv().compile(schema),
  'ajv, multipleOfPrecision 6': new Ajv({ multipleOfPrecision: 6 }).compile(schema),
  '@cfworker/json-schema': (value) => cfworker.validate(value).valid,
  'jsonschema (npm)': (value) => other.validate(value, schema).valid,
  'is-my-json-valid': require('is-my-json-valid')(schema),
};
const seen = {};
for (const [name, takes] of Object.entries(all)) {
  seen[name] = ['amounts', 'large', 'vast'].map((key) => values[key].filter((value) => !takes(value)).length);
  console.log(name, seen[name]);
  assert.equal(takes(1.005), false);
}
assert.ok(seen.ajv[0] > 10_000 && seen.ajv[1] > 300);
assert.deepEqual(seen['ajv, multipleOfPrecision 6'].slice(0, 2), [0, 0]);
assert.ok(seen['ajv, multipleOfPrecision 6'][2] > 400);
for (const name of ['@cfworker/json-schema', 'jsonschema (npm)', 'is-my-json-valid']) assert.deepEqual(seen[name], [0, 0, 0]);
JS
node look.cjs
echo "as described: 7 pence are no multiple of 0.01 for two validators"
