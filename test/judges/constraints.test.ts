import { join } from 'node:path';
import { expect } from 'chai';
import { requestConstraints } from '../../src/simulator/facts/constraints.js';
import { canJudge, runJson } from '../conformance/python.js';

type Answer = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const operations = Object.entries(requestConstraints);

/** As JSON has it: no most is null; the order of an enumeration says nothing. */
function asInModel(constraint: (typeof operations)[number][1][string]): unknown {
  const { oneOf, ...rest } = JSON.parse(JSON.stringify(constraint)) as { oneOf?: string[] };
  return { ...rest, ...(oneOf ? { oneOf: [...oneOf].sort() } : {}) };
}

if (canJudge()) {
  describe("the simulator's constraints on requests, beside botocore's API models", () => {
    let model: Answer;
    before(async function () {
      this.timeout(60_000);
      const asked = Object.fromEntries(operations.map(([name, paths]) => [name, Object.keys(paths)]));
      const script = join(import.meta.dirname, 'model_constraints.py');
      model = await runJson<Answer>([script], JSON.stringify(asked));
    });

    for (const [name, constraints] of operations) {
      it(`are those of ${name}`, () => {
        const ours = Object.entries(constraints).map(([path, constraint]) => [path, asInModel(constraint)]);
        expect(Object.fromEntries(ours)).to.deep.equal(model[name]);
      });
    }
  });
}
