import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import { destroyDocument } from '../../src/report/json/destroy.js';
import { applyDocument } from '../../src/report/json/apply.js';
import { doctorDocument } from '../../src/report/json/doctor.js';
import { errorDocument } from '../../src/report/json/error.js';
import { planDocument, planFile, planFromFile } from '../../src/report/json/plan.js';
import { statusDocument } from '../../src/report/json/status.js';
import { validateDocument } from '../../src/report/json/validate.js';
import { accountIds, bootstrapPlan, gapsOf, outcomeView, planView, statusView, targetsOf } from './sample.js';

const ids = accountIds(3);

/** As whoever reads the output would: the committed file, and a validator that is not ours. */
function problemsOf(schema: string, document: unknown): unknown {
  const file = new URL(`../../config/schemas/${schema}.schema.json`, import.meta.url);
  const ajv = new Ajv({ strict: false });
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  return validate(JSON.parse(JSON.stringify(document))) ? [] : validate.errors;
}

describe('documents of --json', () => {
  const gaps = gapsOf(targetsOf(ids, ['eu-west-1']), 'recorder', 'not recording');
  const failed = outcomeView(ids, {
    outcome: 'refused',
    results: bootstrapPlan(ids).actions.map((action, index) => ({
      action,
      state: (['done', 'skipped', 'failed', 'not-attempted'] as const)[index % 4] ?? 'done',
      failures: index % 4 === 2 ? [{ accountId: ids[0]!, region: 'eu-west-1', reason: 'AWS says no' }] : [],
      reason: 'why',
    })),
    coverage: {
      recorder: { desired: 21, verified: 18, gaps },
      rules: { desired: 21, verified: 21, gaps: [] },
    },
    acceptedGaps: gaps.slice(0, 1),
    aggregator: {
      name: 'orgsecrets',
      accountId: ids[0]!,
      region: 'eu-west-1',
      arn: undefined,
      status: 'absent',
    },
  });

  const documents: readonly (readonly [string, string, unknown])[] = [
    ['apply', 'an outcome', applyDocument(outcomeView(ids))],
    ['apply', 'an outcome with everything that can go wrong', applyDocument(failed)],
    [
      'destroy',
      'a removal',
      destroyDocument({
        outcome: 'failed',
        results: failed.outcome.results,
        remains: [{ what: 'a bucket', why: 'it holds the history' }],
        accountNames: new Map(),
        calls: { total: 2, mutating: 1, byOperation: { 'cloudformation:DeleteStackSet': 1 } },
      }),
    ],
    ['status', 'a status', statusDocument(statusView(ids))],
    ['plan', 'a plan', planDocument(planView(ids))],
    [
      'doctor',
      'checks',
      doctorDocument([{ code: 'D001', title: 't', verdict: 'failed', reason: 'r', mend: 'm' }]),
    ],
    ['validate', 'a valid org.yaml', validateDocument([])],
    [
      'validate',
      'mistakes',
      validateDocument([
        { file: 'o', line: 1, column: 1, path: '', reason: 'r', value: '', suggestion: 's' },
      ]),
    ],
    [
      'error',
      'an error',
      errorDocument(
        new OrgSecretsError('NotOurs', 'm', {
          fault: 'user',
          targets: [{ region: 'eu-west-1' }],
          instructions: 'i',
        }),
      ),
    ],
  ];
  for (const [schema, what, document] of documents) {
    it(`fit the schema of ${schema}: ${what}`, () => {
      expect(problemsOf(schema, document)).to.deep.equal([]);
    });
  }

  it('do not fit where a field is missing, so the schema says something', () => {
    const document = { ...applyDocument(outcomeView(ids)), calls: undefined };
    expect(problemsOf('apply', document)).not.to.deep.equal([]);
  });

  it('have the names that others build on', () => {
    const document = applyDocument(failed);
    expect(document).to.have.all.keys(
      'outcome',
      'actions',
      'coverage',
      'acceptedGaps',
      'exclusions',
      'aggregator',
      'calls',
    );
    expect(document.actions).to.have.all.keys('done', 'skipped', 'failed', 'notAttempted');
    expect(document.coverage.recorder).to.deep.equal({
      desired: 21,
      verified: 18,
      gaps: ids.map((accountId) => ({
        accountId,
        region: 'eu-west-1',
        reason: 'not recording',
        instructions: 'start it',
      })),
    });
    expect(document.aggregator).to.deep.equal({
      name: 'orgsecrets',
      accountId: ids[0],
      region: 'eu-west-1',
      arn: null,
      status: 'absent',
    });
    expect(document.exclusions[0]).to.have.all.keys('region', 'reason', 'source');
    expect(document.calls).to.have.all.keys('total', 'mutating', 'byOperation');
  });

  it('count every action once, by its state', () => {
    const { actions } = applyDocument(failed);
    const all = Object.values(actions).flatMap((some) => some.map(({ id }) => id));
    expect(all.toSorted()).to.deep.equal(
      bootstrapPlan(ids)
        .actions.map(({ id }) => id)
        .toSorted(),
    );
  });

  it('keep a plan whole through a file', () => {
    expect(planFromFile(planFile(planView(ids)))).to.deep.equal(bootstrapPlan(ids));
  });
});
