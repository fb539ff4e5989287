import { expect } from 'chai';
import fc from 'fast-check';
import { desire } from '../../src/desired/desire.js';
import { forwardingOf, notifiedRegions } from '../../src/desired/forwarding.js';
import type { Desired } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, orgConfig } from '../support/arbitraries/org-config.js';
import { organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';

const away = 'us-east-1';

/** Two Regions, of which the one that is not the home Region forwards or does not. */
function desired(forwards: boolean, config: Partial<OrgConfig> = {}): Desired {
  const catalog = testCatalog();
  const regions = catalog.regions.map((region) =>
    region.name === away || region.name === home ? { ...region, eventForwarding: forwards } : region,
  );
  const sketch = { units: [-1], administratorUnit: 0, accounts: [{ unit: 0, state: 'ACTIVE' as const }] };
  return desire(
    orgConfig(config),
    organizationOf(sketch),
    { ...catalog, regions },
    testTemplates,
    'org.yaml',
  );
}

const bus = (region: string) => `arn:aws:events:${region}:${administrator}:event-bus/orgsecrets`;
const topic = (region: string) => `arn:aws:sns:${region}:${administrator}:orgsecrets`;
const parametersOf = ({ stackSets }: Desired, name: string) =>
  stackSets.find((stackSet) => stackSet.name === name)?.parameters;

describe('a Region whose events reach the home Region', () => {
  const { stackSets, warnings } = desired(true);

  it('has neither a bus nor a topic of its own, and sends to the hub', () => {
    expect(stackSets.filter(({ kind }) => kind === 'notify')).to.deep.equal([]);
    expect(warnings).to.deep.equal([]);
    const all = { stackSets } as Desired;
    expect(parametersOf(all, `orgsecrets-forward-${away}`)).to.include({ HubBusArn: bus(home) });
    expect(parametersOf(all, 'orgsecrets-member')).to.include({ HubBusArns: bus(home) });
    expect(parametersOf(all, 'orgsecrets-hub')).to.include({ OtherTopicArns: '' });
  });
});

describe('a Region whose events do not reach the home Region', () => {
  it('has a bus and a topic of its own in the administrator account, and sends there', () => {
    const made = desired(false);
    const notify = made.stackSets.filter(({ kind }) => kind === 'notify');
    expect(notify.map(({ name, region, accounts }) => [name, region, accounts])).to.deep.equal([
      [`orgsecrets-notify-${away}`, away, [administrator]],
    ]);
    expect(notify[0]).to.deep.include({
      permissionModel: 'SERVICE_MANAGED',
      capabilities: [],
      autoDeployment: { enabled: false, dependsOn: [] },
    });
    expect(made.warnings).to.deep.equal([]);
    for (const model of ['', 'management-'])
      for (const region of [home, away])
        expect(parametersOf(made, `orgsecrets-${model}forward-${region}`)).to.include({
          HubBusArn: bus(region),
        });
  });

  it('is known to the roles of the accounts and of the hub, which stand in one Region', () => {
    const made = desired(false);
    expect(parametersOf(made, 'orgsecrets-member')).to.include({
      HubBusArns: [bus(home), bus(away)].join(','),
    });
    expect(parametersOf(made, 'orgsecrets-hub')).to.include({ OtherTopicArns: topic(away) });
  });

  it('has them without auto-deployment, whatever that does elsewhere', () => {
    const all = { stackSets: { ...orgConfig().stackSets, autoDeployment: 'all' as const } };
    const notify = desired(false, all).stackSets.find(({ kind }) => kind === 'notify');
    expect(notify?.autoDeployment).to.deep.equal({ enabled: false, dependsOn: [] });
  });

  it('changes no account where it becomes the home Region', () => {
    const moved = desired(false, { delegatedAdministrator: { accountId: administrator, homeRegion: away } });
    expect(moved.stackSets.filter(({ kind }) => kind === 'notify').map(({ region }) => region)).to.deep.equal(
      [home],
    );
    const before = desired(false);
    for (const name of ['member', `forward-${home}`, `forward-${away}`].map((word) => `orgsecrets-${word}`)) {
      const { HubBusArns, HubBusArn } = parametersOf(moved, name) ?? {};
      expect(parametersOf(before, name), name).to.include(
        HubBusArns === undefined ? { HubBusArn } : { HubBusArns },
      );
    }
  });

  it('is also one that the org.yaml names, whatever AWS can do', () => {
    const notifications = { ...orgConfig().notifications, regionalTopics: [away] };
    const made = desired(true, { notifications });
    expect(made.stackSets.filter(({ kind }) => kind === 'notify').map(({ region }) => region)).to.deep.equal([
      away,
    ]);
    expect(parametersOf(made, `orgsecrets-forward-${away}`)).to.include({ HubBusArn: bus(away) });
    expect(parametersOf(made, `orgsecrets-forward-${home}`)).to.include({ HubBusArn: bus(home) });
  });

  it('has none where notifications are off', () => {
    const made = desired(false, { notifications: { ...orgConfig().notifications, enabled: false } });
    expect(made.stackSets.filter(({ kind }) => kind === 'notify' || kind === 'forward')).to.deep.equal([]);
    expect(parametersOf(made, 'orgsecrets-member')).to.include({ HubBusArns: '' });
    expect(parametersOf(made, 'orgsecrets-hub')).to.include({ OtherTopicArns: '' });
  });
});

describe('the bus of a Region', () => {
  const catalog = testCatalog();
  const [partition] = catalog.partitions;
  const some = fc.record({
    forwards: fc.array(fc.boolean(), {
      minLength: catalog.regions.length,
      maxLength: catalog.regions.length,
    }),
    crossRegionEvents: fc.boolean(),
    administrated: fc.subarray(catalog.regions.map(({ name }) => name)),
  });

  it('is in the home Region, or in the Region itself where the administrator account is covered there, or is missed aloud', () => {
    fc.assert(
      fc.property(some, ({ forwards, crossRegionEvents, administrated }) => {
        const regions = catalog.regions.map((region, index) => ({
          ...region,
          eventForwarding: forwards[index] === true,
        }));
        const coverage = administrated.map((region) => ({ accountId: administrator, region }));
        const forwarding = forwardingOf(orgConfig(), { ...partition!, crossRegionEvents }, regions, coverage);
        for (const { name, eventForwarding } of regions) {
          const reaches = name === home || (crossRegionEvents && eventForwarding);
          const own = administrated.includes(name) ? name : undefined;
          expect(forwarding.busOf.get(name)).to.equal(reaches ? home : own);
          expect(forwarding.warnings.filter((text) => text.startsWith(`${name} `))).to.have.length(
            forwarding.busOf.has(name) ? 0 : 1,
          );
        }
        expect(notifiedRegions(forwarding)).to.have.members([...new Set(forwarding.busOf.values())]);
      }),
    );
  });
});
