"""
Runs every scenario against one endpoint and prints the answers as JSON.

Usage: record.py ENDPOINT KEY SECRET simulator|moto < operations.json
"""

import json
import sys

import organization
from recorder import Broken, Recorder
from scenarios import SCENARIOS


def main() -> None:
    endpoint, key, secret, backend = sys.argv[1:]
    recorder = Recorder(endpoint, key, secret, set(json.load(sys.stdin)))
    if backend == "moto":
        organization.build(recorder)
    organization.learn_names(recorder)
    broken = {}
    for scenario in SCENARIOS:
        try:
            scenario.run(recorder)
        except Broken as reason:
            broken[scenario.__name__] = str(reason)
    json.dump({"steps": recorder.steps, "broken": broken}, sys.stdout, default=str)


if __name__ == "__main__":
    main()
