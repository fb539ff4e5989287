import { expect } from 'chai';
import fc from 'fast-check';
import { firstOrgYaml } from '../../../src/app/init/first-org-yaml.js';
import { parseOrgConfig } from '../../../src/config/parse-org-config.js';
import type { OrgConfig } from '../../../src/model/org-config.js';
import type { InitFound } from '../../../src/report/types.js';
import { theCatalog } from '../../catalog/the-catalog.js';

const management = '111111111111';

const base: InitFound = {
  organizationId: 'o-example1234',
  managementAccountId: management,
  caller: 'management-account',
  callerPattern: { arn: `arn:aws:iam::${management}:role/deployer` },
  administrator: { accountId: '222222222222', name: 'audit', why: 'named by --administrator' },
  homeRegion: { region: 'eu-central-1', why: 'Named by --home-region' },
  accounts: { active: 3, inactive: [] },
  regions: { include: 'all', others: [] },
  recorders: [],
  looked: { accounts: 3, of: 3, regions: 2, refused: [] },
  delegatedAdministrators: { config: [], stackSets: [] },
  controlTower: [],
};

function parsed(found: InitFound): OrgConfig {
  const result = parseOrgConfig(firstOrgYaml(found), 'org.yaml', theCatalog);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

describe('the first org.yaml', () => {
  it('says what was found, and validate accepts it', () => {
    const config = parsed({
      ...base,
      regions: { include: ['eu-central-1', 'us-east-1'], others: ['eu-west-1'] },
    });
    expect(config.organization).to.deep.include({ id: 'o-example1234', caller: 'management-account' });
    expect(config.delegatedAdministrator).to.deep.equal({
      accountId: '222222222222',
      homeRegion: 'eu-central-1',
    });
    expect(config.regions.include).to.deep.equal(['eu-central-1', 'us-east-1']);
    expect(config.recorder.adopt).to.equal('as-is');
  });

  it('covers every Region where no recorder tells which are in use', () => {
    expect(parsed(base).regions.include).to.equal('all');
  });

  it('says under whose credentials it runs, where that is a delegated administrator', () => {
    expect(parsed({ ...base, caller: 'delegated-administrator' }).organization.caller).to.equal(
      'delegated-administrator',
    );
  });

  it('tells of each recorder what it lacks', () => {
    const place = { accountId: '333333333333', region: 'eu-west-1', ours: false };
    const text = firstOrgYaml({
      ...base,
      recorders: [
        { ...place, name: 'one', recording: false, recordsSecrets: true },
        { ...place, name: 'two', recording: true, recordsSecrets: false },
      ],
    });
    expect(text).to.contain('333333333333/eu-west-1 one is stopped: adopt: start\n');
    expect(text).to.contain('333333333333/eu-west-1 two does not record secrets: adopt: extend\n');
  });

  it('warns of Control Tower', () => {
    expect(firstOrgYaml({ ...base, controlTower: ['trusted access'] })).to.contain(
      'Control Tower governs here',
    );
  });

  it('is valid whatever accounts, recorders and refusals are called', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 30 }),
        fc.string({ unit: 'binary' }),
        (names, reason) => {
          const config = parsed({
            ...base,
            administrator: { ...base.administrator, name: names[0] ?? '' },
            accounts: {
              active: 1,
              inactive: names.map((name) => ({ accountId: '333333333333', name, state: 'SUSPENDED' })),
            },
            recorders: names.map((name) => ({
              accountId: '333333333333',
              region: 'eu-central-1',
              name,
              recording: false,
              recordsSecrets: false,
              ours: false,
            })),
            looked: { ...base.looked, refused: [{ accountId: '333333333333', reason }] },
            controlTower: [reason],
          });
          expect(config.accounts.exclude).to.deep.equal([]);
          expect(config.recorder.adopt).to.equal('as-is');
        },
      ),
      { numRuns: 50 },
    );
  });
});
