import { expect } from 'chai';
import fc from 'fast-check';
import type { RecordedItem } from '../../src/model/timeline.js';
import { changesBetween } from '../../src/timeline/changes.js';
import { flatten } from '../../src/timeline/flatten.js';

function item(
  configuration: Record<string, unknown> | undefined,
  parts: Partial<RecordedItem> = {},
): RecordedItem {
  return { at: '2026-01-01T00:00:00.000Z', status: 'recorded', configuration, tags: {}, ...parts };
}

const secret = {
  ARN: 'arn:aws:secretsmanager:eu-west-1:300000000001:secret:db-abcdef',
  Name: 'db',
  Description: 'the database',
  KMSKeyId: 'arn:aws:kms:eu-west-1:300000000001:key/1',
  RotationEnabled: true,
  RotationLambdaARN: 'arn:aws:lambda:eu-west-1:300000000001:function:rotate',
  RotationRules: { AutomaticallyAfterDays: 30 },
  RotationOccurringAsScheduled: true,
  Deleted: false,
};

describe('changes of a secret', () => {
  const rows: readonly [what: string, change: Record<string, unknown>, kind: string, field: string][] = [
    ['its description', { Description: 'another' }, 'metadata', 'Description'],
    ['its key', { KMSKeyId: undefined }, 'key', 'KMSKeyId'],
    ['its rotation function', { RotationLambdaARN: 'arn:…:other' }, 'function', 'RotationLambdaARN'],
    [
      'its schedule',
      { RotationRules: { AutomaticallyAfterDays: 7 } },
      'rotation',
      'RotationRules.AutomaticallyAfterDays',
    ],
    ['rotation turned off', { RotationEnabled: false }, 'rotation', 'RotationEnabled'],
    [
      'rotation that fails',
      { RotationOccurringAsScheduled: false },
      'rotation',
      'RotationOccurringAsScheduled',
    ],
    ['its deletion', { Deleted: true }, 'deletion', 'Deleted'],
    ['a field that is newer than this test', { Novelty: 1 }, 'metadata', 'Novelty'],
  ];
  for (const [what, change, kind, field] of rows)
    it(`${what}: ${kind}`, () => {
      const changes = changesBetween('secret', item(secret), item({ ...secret, ...change }));
      expect(changes.map((one) => [one.kind, one.field])).to.deep.equal([[kind, field]]);
    });

  it('its tags: added, changed, removed, each by its key', () => {
    const before = item(secret, { tags: { team: 'a', gone: '1' } });
    const after = item(secret, { tags: { team: 'b', new: '2' } });
    expect(changesBetween('secret', before, after)).to.deep.equal([
      { kind: 'tags', field: 'tag gone', from: '1', to: undefined },
      { kind: 'tags', field: 'tag new', from: undefined, to: '2' },
      { kind: 'tags', field: 'tag team', from: 'a', to: 'b' },
    ]);
  });

  it('its whole life: seen first, deleted, there again, not recorded any more', () => {
    const gone = item(undefined, { status: 'deleted' });
    const whole = (before: RecordedItem | undefined, after: RecordedItem) =>
      changesBetween('secret', before, after).map(({ kind, from, to }) => [kind, from, to]);
    expect(whole(undefined, item(secret))).to.deep.equal([['first-seen', undefined, 'there']]);
    expect(whole(item(secret), gone)).to.deep.equal([['deletion', 'there', 'deleted']]);
    expect(whole(gone, item(secret))).to.deep.equal([['first-seen', 'deleted', 'there']]);
    const unrecorded = item(undefined, { status: 'not-recorded' });
    expect(whole(item(secret), unrecorded)).to.deep.equal([
      ['recording', 'recorded', 'not recorded any more'],
    ]);
  });

  it('times alone are no change', () => {
    const before = item({ Runtime: 'nodejs20.x', LastModified: 'yesterday', RevisionId: '1' });
    const after = item({ Runtime: 'nodejs20.x', LastModified: 'today', RevisionId: '2' });
    expect(changesBetween('function', before, after)).to.deep.equal([]);
  });
});

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => ({ value }));

describe('what was changed', () => {
  it('is nothing between an item and itself', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(changesBetween('secret', item(value), item(value))).to.deep.equal([]);
      }),
    );
  });

  it('is the same the other way round, with both sides exchanged', () => {
    fc.assert(
      fc.property(json, json, (one, other) => {
        const forth = changesBetween('secret', item(one), item(other));
        const back = changesBetween('secret', item(other), item(one));
        expect(back).to.deep.equal(forth.map((change) => ({ ...change, from: change.to, to: change.from })));
      }),
    );
  });

  it('stands by its path, and empty parts stand nowhere', () => {
    expect([...flatten({ a: { b: [1, 2], c: null }, d: '', e: [{ f: true }] })]).to.deep.equal([
      ['a.b', '1, 2'],
      ['e.0.f', 'true'],
    ]);
  });

  it('is not another order of the same plain values', () => {
    expect(changesBetween('key', item({ list: ['b', 'a'] }), item({ list: ['a', 'b'] }))).to.deep.equal([]);
  });
});
