import { expect } from 'chai';
import { coveredAt } from '../../../src/report/record/covered-at.js';
import type { RunRecord } from '../../../src/report/record/parse-record.js';
import { after, begun, recordOf } from './records.js';

const organizationId = 'o-example1234';
const [shop, payments] = ['333333333333', '444444444444'] as const;
const rules = 'create-instances/orgsecrets-rules-eu-west-1';

interface Ended {
  readonly id?: string;
  readonly stackSet?: string;
  readonly state?: 'done' | 'failed' | 'not-attempted';
  readonly failures?: readonly { readonly accountId?: string; readonly reason: string }[];
  readonly organization?: string;
}

function run(seconds: number, ended: Ended = {}): RunRecord {
  const { id = rules, stackSet = 'orgsecrets-rules-eu-west-1', state = 'done', failures = [] } = ended;
  const action = { id, type: 'create-instances', destructive: false, stackSet, accounts: [shop, payments] };
  return recordOf(
    begun({ id: `run-${seconds}` }),
    after(1, {
      code: 'surveyed',
      organizationId: ended.organization ?? organizationId,
      accounts: 2,
      targets: 2,
    }),
    after(2, { code: 'planned', trip: 1, actions: [action] }),
    after(seconds, { code: 'action-ended', id, type: 'create-instances', state, failures: [...failures] }),
  );
}

const sources = (...records: readonly RunRecord[]) =>
  Object.fromEntries([...coveredAt(records, organizationId)].map(([id, { source }]) => [id, source]));

describe('since when an account is covered, by the records', () => {
  it('is when the newest run made recorders or rules there', () => {
    const found = coveredAt([run(5), run(9), run(7)], organizationId);
    expect(found.get(shop)).to.deep.equal({ at: '2026-11-27T20:31:30.123Z', source: 'run run-9' });
  });

  it('does not count accounts in which it failed, nor a failure that names none', () => {
    const failures = [{ accountId: payments, reason: 'AWS says no' }];
    expect(sources(run(5, { state: 'failed', failures }))).to.deep.equal({ [shop]: 'run run-5' });
    expect(sources(run(5, { state: 'failed', failures: [{ reason: 'all of it' }] }))).to.deep.equal({});
    expect(sources(run(5, { state: 'not-attempted' }))).to.deep.equal({});
  });

  it('does not count roles, nor what was done in another organization', () => {
    expect(sources(run(5, { id: 'member', stackSet: 'orgsecrets-member' }))).to.deep.equal({});
    expect(sources(run(5, { organization: 'o-another1234' }))).to.deep.equal({});
  });
});
