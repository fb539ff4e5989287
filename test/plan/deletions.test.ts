import { expect } from 'chai';
import { everything } from '../../src/model/scope.js';
import { deletionsFor } from '../../src/plan/deletions.js';
import type { Leftover } from '../../src/plan/leftovers.js';
import { stackSetOf } from '../support/desired.js';
import { covered, first, home, second } from './sample.js';

const [parent, child] = ['ou-parent', 'ou-child'] as const;
const observed = covered().stackSets.get('orgsecrets-member')!;
const instance = { ...observed.instances[0]!, accountId: first, organizationalUnitId: parent };

/** The org.yaml named the parent, and now names the child alone, with the accounts given in it. */
function deletions(inChild: readonly string[]) {
  const wanted = stackSetOf('member', inChild, { organizationalUnits: [child] });
  const leftover: Leftover = {
    observed: { ...observed, instances: [instance] },
    stackSet: { name: 'orgsecrets-member', kind: 'member', permissionModel: 'SERVICE_MANAGED', region: home },
    wanted,
    instances: [instance],
  };
  return deletionsFor(leftover, {
    scope: everything,
    organizationalUnitsPerOperation: 50,
    accountsPerOperation: 1000,
    places: {
      rootId: 'r-abcd',
      accountsBelow: new Map([
        [parent, new Set([first, ...inChild])],
        [child, new Set(inChild)],
      ]),
      active: new Set([first, second]),
      suspended: new Set(),
      disabled: new Set(),
      configAdministrators: new Set(),
    },
  });
}

describe('taking instances away from a unit that is covered no more', () => {
  it('names the unit as a whole, so that auto-deployment leaves it too', () => {
    expect(deletions([]).map(({ operation }) => operation)).to.deep.equal([
      { organizationalUnits: [parent], filter: 'NONE', accounts: [] },
    ]);
  });

  it('names the accounts where the same run may make an instance below it', () => {
    expect(deletions([second]).map(({ operation }) => operation)).to.deep.equal([
      { organizationalUnits: [parent], filter: 'INTERSECTION', accounts: [first] },
    ]);
  });
});
