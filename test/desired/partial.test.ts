import { expect } from 'chai';
import fc from 'fast-check';
import { desire } from '../../src/desired/desire.js';
import { narrow } from '../../src/desired/narrow.js';
import type { Desired } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import type { Organization } from '../../src/model/organization.js';
import { testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, management } from '../support/arbitraries/org-config.js';
import { testTemplates } from '../support/arbitraries/templates.js';
import { organizationsWithConfigs } from '../support/arbitraries/world.js';

/** What is known of an organization of which some accounts were read alone. */
function partOf(organization: Organization, only: ReadonlySet<string>): Organization {
  const known = new Set([...only, management, administrator]);
  const accounts = organization.accounts.filter(({ id }) => known.has(id));
  const above = new Set(accounts.flatMap(({ path }) => path));
  return {
    ...organization,
    only,
    accounts,
    units: organization.units.filter(({ id }) => above.has(id)),
    optInRegions: new Map([...organization.optInRegions].filter(([id]) => known.has(id))),
  };
}

function desireIn(organization: Organization, config: OrgConfig): Desired {
  return desire(config, organization, testCatalog(), testTemplates, 'org.yaml');
}

/** What a part can't know: who else is there, and whom the hub's bucket lists. */
function comparable({ accountsInUnits, places, warnings, stackSets, aggregator, ...rest }: Desired) {
  void [accountsInUnits, places, warnings, aggregator];
  return {
    ...rest,
    stackSets: stackSets
      .filter(({ accounts }) => accounts.length > 0)
      .map(({ organizationalUnits, parameters, ...stackSet }) => {
        void organizationalUnits;
        return { ...stackSet, parameters: { ...parameters, DeliveryAccountIds: '' } };
      }),
  };
}

const parts = organizationsWithConfigs.chain(({ organization, config }) =>
  fc.record({
    organization: fc.constant(organization),
    config: fc.constant(config),
    only: fc
      .subarray(
        organization.accounts.map(({ id }) => id),
        { minLength: 1 },
      )
      .map((ids) => new Set(ids)),
  }),
);

describe('what should be in some accounts', () => {
  it('is the same whether the whole organization is known or these accounts alone', () => {
    fc.assert(
      fc.property(parts, ({ organization, config, only }) => {
        const whole = narrow(desireIn(organization, config), { accounts: only });
        const part = desireIn(partOf(organization, only), config);
        expect(comparable(part)).to.deep.equal(comparable(whole));
      }),
      { numRuns: 150 },
    );
  });

  it('is deployed through the same units', () => {
    fc.assert(
      fc.property(parts, ({ organization, config, only }) => {
        const unitOf = ({ accountsInUnits }: Desired, account: string) =>
          [...accountsInUnits].find(([, accounts]) => accounts.includes(account))?.[0];
        const whole = desireIn(organization, config);
        const part = desireIn(partOf(organization, only), config);
        for (const account of only) expect(unitOf(part, account)).to.equal(unitOf(whole, account));
      }),
      { numRuns: 150 },
    );
  });
});
