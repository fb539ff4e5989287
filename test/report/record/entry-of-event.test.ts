import { expect } from 'chai';
import type { Event } from '../../../src/model/events.js';
import type { Action } from '../../../src/model/plan.js';
import { entrySchema } from '../../../src/report/record/entries.js';
import { entryOfEvent } from '../../../src/report/record/entry-of-event.js';
import { stackSetOf } from '../../support/desired.js';
import { stoppedRecorder } from '../sample.js';

const action: Action = {
  id: 'create-instances/orgsecrets-member',
  type: 'create-instances',
  dependsOn: [],
  destructive: false,
  stackSet: stackSetOf('member', ['333333333333']),
  targets: [{ accountId: '333333333333', region: 'eu-west-1' }],
  operation: { organizationalUnits: ['r-abcd'], filter: 'NONE', accounts: [] },
};
const call: Event = {
  code: 'call',
  service: 'config',
  operation: 'PutConfigRule',
  region: 'eu-west-1',
  attempts: 2,
  retries: ['Throttled'],
};
const isMutating = (_service: string, operation: string) => operation.startsWith('Put');
const coverage = {
  desired: 1,
  verified: 0,
  gaps: [{ accountId: '333333333333', region: 'eu-west-1', thing: 'recorder', reason: 'no', pending: true }],
} as const;

const left = { ...stoppedRecorder, mendedBy: [] };

const events: readonly Event[] = [
  { code: 'reading', what: 'organization' },
  { code: 'waiting', what: 'operations' },
  { code: 'surveyed', organizationId: 'o-example1234', accounts: 1, targets: 1 },
  { code: 'planned', trip: 1, actions: [action] },
  { code: 'action-started', action },
  { code: 'action-progress', action, text: 'RUNNING' },
  { code: 'action-ended', action, state: 'failed', failures: [{ reason: 'no' }], reason: 'because' },
  { code: 'verifying', verified: 0, total: 1 },
  {
    code: 'found',
    findings: [
      {
        kind: 'recorder-stopped',
        accountId: '333333333333',
        region: 'eu-west-1',
        thing: 'recorder orgsecrets',
        owner: 'ours',
        reason: 'it is stopped',
        differences: [],
        mendedBy: [],
      },
    ],
    unseen: [{ reason: 'denied' }],
  },
  { code: 'mended', findings: [] },
  {
    code: 'proved',
    coverage: { recorder: coverage, rules: { desired: 0, verified: 0, gaps: [] } },
    acceptedGaps: coverage.gaps,
    aggregator: {
      name: 'a',
      accountId: '222222222222',
      region: 'eu-west-1',
      arn: undefined,
      status: 'absent',
    },
  },
  { code: 'warning', text: 'careful' },
  call,
  { code: 'ended', outcome: 'done' },
];

describe('what a record keeps of an event', () => {
  for (const event of events)
    it(`is a line of the format for ${event.code}`, () => {
      const entry = { at: '2026-11-27T20:31:21.123Z', ...entryOfEvent(event, isMutating) };
      expect(entrySchema.parse(entry)).to.deep.equal(entry);
    });

  it('names whom an action concerns, and where', () => {
    expect(entryOfEvent(events[3]!, isMutating)).to.deep.include({
      actions: [
        {
          id: action.id,
          type: action.type,
          destructive: false,
          stackSet: 'orgsecrets-member-eu-west-1',
          region: 'eu-west-1',
          accounts: ['333333333333'],
        },
      ],
    });
  });

  it('tells what mends a finding; none: it is left to a person', () => {
    const said = entryOfEvent({ code: 'found', findings: [stoppedRecorder, left], unseen: [] }, isMutating);
    expect(said?.code === 'found' && said.findings.map(({ mendedBy }) => mendedBy)).to.deep.equal([
      stoppedRecorder.mendedBy,
      [],
    ]);
  });

  it('is nothing for counters on the way, and for calls that only read', () => {
    expect(entryOfEvent({ code: 'looking', done: 1, total: 2 }, isMutating)).to.equal(undefined);
    expect(entryOfEvent({ ...call, operation: 'DescribeConfigRules' }, isMutating)).to.equal(undefined);
  });
});
