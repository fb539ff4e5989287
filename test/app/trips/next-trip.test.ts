import { expect } from 'chai';
import { nextTrip } from '../../../src/app/trips/next-trip.js';
import type { ActionResult } from '../../../src/model/outcome.js';
import type { Action, Plan } from '../../../src/model/plan.js';
import { stackSetOf } from '../../support/desired.js';

const base = { dependsOn: [], destructive: false };
const recorder: Action = {
  ...base,
  id: 's',
  type: 'start-recorder',
  target: { accountId: '333333333333', region: 'eu-west-1' },
  recorder: 'r',
};
const gate: Action = { ...base, id: 'prove-coverage', type: 'prove-coverage', targets: 1 };
const plan = (lookLater: Plan['lookLater']): Plan => ({
  version: 1,
  organizationId: 'o-example1234',
  prefix: 'orgsecrets',
  actions: [recorder, gate],
  coverage: [],
  exclusions: [],
  lookLater,
  obstacles: [],
  warnings: [],
});
const later = [{ accountId: '444444444444', reason: 'no role yet' }];
const failed = (accountId: string): ActionResult => ({
  action: recorder,
  state: 'failed',
  failures: [{ accountId, reason: 'denied' }],
});

const refused = (action: Action): ActionResult => ({
  action,
  state: 'failed',
  failures: [{ reason: 'it was not in the plan that was approved' }],
  refused: true,
});

describe('the next trip of an apply', () => {
  it('does everything and is the last one where all could be looked at', () => {
    const trip = nextTrip([recorder, gate], plan([]), [], false);
    expect(trip).to.deep.include({ last: true, actions: [recorder, gate] });
  });

  it('keeps the gate for later while a place is still to be looked at', () => {
    const trip = nextTrip([recorder, gate], plan(later), [], false);
    expect(trip).to.deep.include({ last: false, actions: [recorder] });
  });

  it('lets the gate judge at the deadline', () => {
    expect(nextTrip([gate], plan(later), [], true)).to.deep.include({ last: true, actions: [gate] });
  });

  it('does not wait for an account whose member stack was not approved, and goes on in it with what was', () => {
    const member: Action = {
      ...base,
      id: 'm',
      type: 'create-instances',
      stackSet: stackSetOf('member', ['444444444444']),
      targets: [{ accountId: '444444444444', region: 'eu-west-1' }],
      operation: { organizationalUnits: ['r-abcd'], filter: 'INTERSECTION', accounts: ['444444444444'] },
    };
    const trip = nextTrip([recorder, gate], plan(later), [refused(member)], false);
    expect(trip).to.deep.include({ last: true, actions: [recorder, gate], blockedAccounts: new Set() });
    expect(nextTrip([], plan(later), [refused(recorder)], false).last).to.equal(false);
  });

  it('waits for nobody where trusted access was not approved', () => {
    const access: Action = {
      ...base,
      id: 'a',
      type: 'enable-service-access',
      service: 'account.amazonaws.com',
    };
    expect(nextTrip([], plan(later), [refused(access)], false).last).to.equal(true);
  });

  it('does not wait for an account in which something failed, and leaves it alone', () => {
    const trip = nextTrip([gate], plan(later), [failed('444444444444')], false);
    expect(trip.last).to.equal(true);
    expect([...trip.blockedAccounts]).to.deep.equal(['444444444444']);
  });
});
