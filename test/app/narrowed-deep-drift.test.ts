import { expect } from 'chai';
import { drift } from '../../src/app/drift.js';
import { remediate } from '../../src/app/remediate.js';
import { scopeOf, type ScopeData } from '../../src/model/scope.js';
import type { DriftView } from '../../src/report/types.js';
import { denyDelivery } from '../support/disturb/delivery.js';
import { deleteEventRule } from '../support/disturb/events.js';
import { changeTrust } from '../support/disturb/roles.js';
import { coverOnce, type CoveredWorld } from '../support/drift-model/covered-world.js';
import type { InProcess } from '../support/in-process.js';

const [management, audit, shop] = ['111111111111', '222222222222', '333333333333'] as const;
const [home, abroad] = ['us-east-1', 'eu-central-1'] as const;

/** What somebody does, by what it is found as. */
const done: Readonly<Record<string, (world: InProcess) => Promise<void>>> = {
  ...Object.fromEntries(
    [
      [shop, home],
      [shop, abroad],
      [audit, abroad],
      [management, abroad],
    ].map(([accountId = '', region = '']) => [
      `resource-missing ${accountId}/${region} ForwardRule`,
      ({ simulator }: InProcess) =>
        deleteEventRule(simulator, { accountId, region, rule: 'orgsecrets-forward' }),
    ]),
  ),
  [`resource-changed ${shop}/${home} Mend`]: ({ simulator }) =>
    changeTrust(simulator, { accountId: shop }, 'orgsecrets-mend'),
  [`resource-changed ${audit}/${home} Look`]: ({ simulator }) =>
    changeTrust(simulator, { accountId: audit }, 'orgsecrets-look'),
  [`resource-changed ${audit}/${home} BucketPolicy`]: ({ simulator }) =>
    denyDelivery(simulator, `orgsecrets-config-${audit}-${home}`),
  [`resource-changed ${management}/${home} Execution`]: ({ simulator }) =>
    changeTrust(simulator, { accountId: management }, 'orgsecrets-stackset-execution'),
};

const scopes: readonly ScopeData[] = [
  { accounts: [shop] },
  { accounts: [audit] },
  { accounts: [management] },
  { accounts: [shop, audit] },
  { regions: [home] },
  { regions: [abroad] },
  { accounts: [shop], regions: [home] },
  { accounts: [shop], regions: [abroad] },
  { accounts: [audit], regions: [home] },
  { accounts: [audit], regions: [abroad] },
];

/** Those of the keys above that are in the scope: the roles of an account belong to each of its Regions. */
function within({ accounts, regions }: ScopeData): readonly string[] {
  return Object.keys(done).filter((found) => {
    const [, place = '', logicalId = ''] = found.split(' ');
    const [accountId = '', region = ''] = place.split('/');
    const isRole = ['Mend', 'Look', 'Execution'].includes(logicalId);
    return (accounts?.includes(accountId) ?? true) && (isRole || (regions?.includes(region) ?? true));
  });
}

describe('drift --depth deep of some accounts and Regions, where others have drifted too', function () {
  this.timeout(60_000);
  let covered: CoveredWorld;
  let world: InProcess;
  before(async () => (covered = await coverOnce('small')));
  beforeEach(async () => {
    world = await covered.start();
    for (const disturb of Object.values(done)) await disturb(world);
  });
  afterEach(() => world.stop());

  const question = (scope: ScopeData) => ({ depth: 'deep', only: [], scope: scopeOf(scope) }) as const;
  const look = (scope: ScopeData) => world.with((run) => drift(run, question(scope)));
  const mend = (scope: ScopeData) =>
    world.with((run) => remediate(run, { ...question(scope), approve: async () => true }));

  it('finds what is there and nothing else', async () => {
    for (const scope of [{}, ...scopes]) {
      const { findings, unseen } = await look(scope);
      expect([told(findings), unseen], JSON.stringify(scope)).to.deep.equal([within(scope).toSorted(), []]);
    }
  });

  for (const scope of scopes)
    it(`mends nothing but what is in ${JSON.stringify(scope)}`, async () => {
      const mended = await mend(scope);
      expect([mended.remediation?.outcome.outcome, mended.findings, mended.unseen]).to.deep.equal([
        'done',
        [],
        [],
      ]);
      const rest = Object.keys(done).filter((found) => !within(scope).includes(found));
      expect(told((await look({})).findings)).to.deep.equal(rest.toSorted());
    });
});

function told(findings: DriftView['findings']): readonly string[] {
  return findings
    .map(
      ({ kind, accountId = '', region = '', resource }) =>
        `${kind} ${accountId}/${region} ${resource?.logicalId ?? ''}`,
    )
    .toSorted();
}
