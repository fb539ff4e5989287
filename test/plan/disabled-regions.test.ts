import { expect } from 'chai';
import { placesOf } from '../../src/desired/places.js';
import type { Organization, RegionOptState } from '../../src/model/organization.js';
import { targetKey } from '../../src/model/target.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { accountId, organizationOf } from '../support/arbitraries/organization.js';
import { management } from '../support/arbitraries/org-config.js';
import { observePurely } from '../support/pure-world.js';
import { covered, find, first } from './sample.js';

const region = 'us-east-1';

/** The covered world, in which an account is no longer wanted in a Region. */
function planWithout(
  account: string,
  places: { active?: readonly string[]; suspended?: readonly string[]; disabled?: readonly string[] },
) {
  const { desired, ...world } = covered();
  const stackSets = desired.stackSets.map((one) =>
    one.region === region && one.kind === 'recorder'
      ? { ...one, accounts: one.accounts.filter((id) => id !== account) }
      : one,
  );
  const changed = {
    ...desired,
    stackSets,
    places: {
      ...desired.places,
      active: new Set(places.active ?? desired.places.active),
      suspended: new Set(places.suspended ?? []),
      disabled: new Set(places.disabled ?? []),
    },
  };
  return find(makePlan(changed, observePurely({ ...world, desired })), 'delete-instances').filter(
    ({ stackSet }) => stackSet.kind === 'recorder',
  );
}

describe('instances that nothing asks for', () => {
  it('are taken away with their stacks where AWS can reach them: destructive', () => {
    const [removal] = planWithout(first, {});
    expect(removal).to.include({ retainStacks: false, destructive: true });
  });

  it('are forgotten, and their stacks stay, where the Region is disabled: destructive, since the account lives', () => {
    const [removal] = planWithout(first, { disabled: [targetKey({ accountId: first, region })] });
    expect(removal).to.include({ retainStacks: true, destructive: true });
    expect(removal?.targets).to.deep.equal([{ accountId: first, region }]);
  });

  it('are forgotten where the account is gone: nobody loses anything', () => {
    const [removal] = planWithout(first, { active: [] });
    expect(removal).to.include({ retainStacks: true, destructive: false });
  });
});

describe('instances of a suspended account', () => {
  it('stay: they serve again when it is reinstated', () => {
    expect(planWithout(first, { active: [], suspended: [first] })).to.deep.equal([]);
  });
});

describe('targets whose Region is disabled', () => {
  const sketch = { units: [], administratorUnit: -1, accounts: [{ unit: -1, state: 'ACTIVE' }] } as const;
  const disabledIn = (states: Readonly<Record<string, RegionOptState>>) => {
    const optInRegions: Organization['optInRegions'] = new Map(
      Object.entries(states).map(([id, state]) => [id, new Map([['il-central-1', state]])]),
    );
    return [...placesOf(organizationOf(sketch, { optInRegions })).disabled];
  };

  it('are those of the account itself', () => {
    const own = accountId(0);
    expect(disabledIn({ [management]: 'ENABLED', [own]: 'DISABLED' })).to.deep.equal([`${own}/il-central-1`]);
    expect(disabledIn({ [management]: 'ENABLED', [own]: 'ENABLING' })).to.deep.equal([]);
  });

  it('are those of everybody where the management account has it disabled', () => {
    const all = organizationOf(sketch).accounts.map(({ id }) => `${id}/il-central-1`);
    expect(disabledIn({ [management]: 'DISABLING' }).sort()).to.deep.equal(all.sort());
  });
});
