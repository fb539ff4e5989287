import { expect } from 'chai';
import type { RunRecord } from '../../../src/report/record/parse-record.js';
import { thingKey } from '../../../src/model/drift.js';
import { timesMended } from '../../../src/report/record/history.js';
import { after, begun, recordOf } from './records.js';

const organizationId = 'o-example1234';
const stopped = {
  kind: 'recorder-stopped',
  accountId: '333333333333',
  region: 'eu-west-1',
  thing: 'recorder orgsecrets',
  reason: 'it is stopped',
} as const;

function mending(day: number, findings: (typeof stopped)[], organization = organizationId): RunRecord {
  return recordOf(
    begun({ at: `2026-11-${10 + day}T06:00:00.000Z` }),
    after(1, { code: 'surveyed', organizationId: organization, accounts: 1, targets: 1 }),
    after(2, { code: 'mended', findings }),
  );
}

const looking = recordOf(
  begun({ at: '2026-11-30T06:00:00.000Z', options: {} }),
  after(1, { code: 'surveyed', organizationId, accounts: 1, targets: 1 }),
);

describe('how often a thing was mended', () => {
  it('is counted in the newest runs that mend, whatever was wrong with it', () => {
    const deleted = { ...stopped, kind: 'recorder-missing' as unknown as 'recorder-stopped' };
    const records = [
      mending(3, [deleted]),
      mending(1, [stopped]),
      looking,
      mending(2, []),
      mending(4, [stopped]),
    ];
    expect(timesMended(records, organizationId, 3).get(thingKey(stopped))).to.equal(2);
    expect(timesMended(records, organizationId, 4).get(thingKey(stopped))).to.equal(3);
  });

  it('is once where one run mended two faults of it', () => {
    expect(timesMended([mending(1, [stopped, stopped])], organizationId, 3).get(thingKey(stopped))).to.equal(
      1,
    );
  });

  it('does not take a run that has mended nothing yet for one of them', () => {
    const underWay = recordOf(
      begun({ at: '2026-11-29T06:00:00.000Z' }),
      after(1, { code: 'surveyed', organizationId, accounts: 1, targets: 1 }),
    );
    const records = [underWay, mending(1, [stopped]), mending(2, []), mending(3, [stopped])];
    expect(timesMended(records, organizationId, 3).get(thingKey(stopped))).to.equal(2);
  });

  it('does not count what was mended elsewhere', () => {
    const records = [mending(1, [stopped], 'o-another1234')];
    expect([...timesMended(records, organizationId, 3)]).to.deep.equal([]);
  });
});
