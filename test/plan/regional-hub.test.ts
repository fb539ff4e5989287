import { expect } from 'chai';
import { desire } from '../../src/desired/desire.js';
import type { Desired } from '../../src/model/desired.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { makeRemovalPlan } from '../../src/plan/make-removal-plan.js';
import { home, testCatalog } from '../support/arbitraries/catalog.js';
import { administrator, orgConfig } from '../support/arbitraries/org-config.js';
import { accountId, organizationOf } from '../support/arbitraries/organization.js';
import { testTemplates } from '../support/arbitraries/templates.js';
import { emptyWorld, observePurely, type PureWorld } from '../support/pure-world.js';
import { converge } from '../support/trips.js';

const away = 'us-east-1';
const organization = organizationOf({
  units: [-1],
  administratorUnit: 0,
  accounts: [
    { unit: 0, state: 'ACTIVE' },
    { unit: 0, state: 'ACTIVE' },
  ],
});

/** Two Regions with a bucket, a bus and a topic each. */
function desired(config: Partial<OrgConfig> = {}): Desired {
  const catalog = testCatalog(50, 1000, true);
  const regions = catalog.regions.map((region) => ({ ...region, eventForwarding: false }));
  const include = { include: [home, away], exclude: [], allowUnsupported: [] };
  return desire(
    orgConfig({ regions: include, ...config }),
    organization,
    { ...catalog, regions },
    testTemplates,
    'org.yaml',
  );
}

function untouched(): PureWorld {
  const wanted = desired();
  const open = new Set(wanted.coverage.map((target) => target.accountId));
  return { ...emptyWorld(wanted), stackSetsAccess: 'ENABLED', open };
}

const covered = (): PureWorld => converge(untouched()).world;
const planned = (world: PureWorld, wanted = world.desired) =>
  makePlan(wanted, observePurely({ ...world, desired: wanted }));

describe('a hub with a part in another Region', () => {
  it('proves one delivery to each bucket, and holds the recorders of a Region for that of its own', () => {
    const { actions } = planned(untouched());
    const gates = actions.filter(({ type }) => type === 'prove-delivery').map(({ id }) => id);
    expect(gates).to.deep.equal([home, away].map((region) => `prove-delivery/${accountId(0)}/${region}`));
    for (const [index, region] of [home, away].entries())
      for (const name of [`orgsecrets-recorder-${region}`, `orgsecrets-management-recorder-${region}`]) {
        const rest = actions.find(({ id }) => id === `create-instances/${name}`);
        expect(rest?.dependsOn, name)
          .to.include(gates[index])
          .and.not.to.include(gates[1 - index]);
      }
  });

  it('stands before what uses it: the bucket before recorders of its Region, the bus before their rules that forward', () => {
    const { actions } = planned(untouched());
    const dependsOn = (id: string) => actions.find((action) => action.id === id)?.dependsOn ?? [];
    const part = (kind: string) => `create-instances/orgsecrets-${kind}-${away}`;
    expect(dependsOn(`${part('recorder')}/canary`)).to.include(part('bucket'));
    expect(dependsOn(part('forward'))).to.include(part('notify'));
    expect(dependsOn(`create-instances/orgsecrets-recorder-${home}/canary`)).not.to.include(part('bucket'));
    expect(dependsOn(part('notify'))).to.include('create-instances/orgsecrets-hub');
  });

  it('needs no proof of a bucket to which two recorders deliver already', () => {
    const world = covered();
    const stackSets = new Map(world.stackSets);
    for (const name of [`orgsecrets-recorder-${away}`, `orgsecrets-management-recorder-${away}`])
      stackSets.set(name, { ...stackSets.get(name)!, instances: [] });
    const recorders = new Map([...world.recorders].filter(([key]) => !key.endsWith(away)));
    const { actions } = planned({ ...world, stackSets, recorders });
    const gates = actions.filter(({ type }) => type === 'prove-delivery').map(({ id }) => id);
    expect(gates).to.deep.equal([`prove-delivery/${accountId(0)}/${away}`]);
  });

  it('changes places with it where the other Region becomes the home Region', () => {
    const delegatedAdministrator = { accountId: administrator, homeRegion: away };
    const moved = desired({ delegatedAdministrator });
    const world = { ...covered(), desired: moved };
    const { actions } = planned(world);
    const hub = actions.find(({ id }) => id === 'create-instances/orgsecrets-hub');
    expect(hub?.dependsOn).to.include.members([
      'delete-instances/orgsecrets-hub',
      `delete-instances/orgsecrets-bucket-${away}`,
      `delete-instances/orgsecrets-notify-${away}`,
    ]);
    for (const kind of ['bucket', 'notify'])
      expect(
        actions.find(({ id }) => id === `create-instances/orgsecrets-${kind}-${home}`)?.dependsOn,
      ).to.include('delete-instances/orgsecrets-hub');
    const touched = actions.flatMap((action) =>
      action.type === 'update-stack-set' || action.type === 'create-instances' ? [action.stackSet.kind] : [],
    );
    // The role that a recorder may have of its own names the buckets: no recorder, no rule and no forwarding changes.
    expect(new Set(touched)).to.deep.equal(new Set(['hub', 'bucket', 'notify', 'member']));
    expect(actions.filter(({ destructive }) => destructive)).not.to.deep.equal([]);
    const end = converge(world).world;
    expect(planned(end).actions).to.deep.equal([]);
  });

  it('goes with a Region that is dropped, after what used it, and says that the bucket stays', () => {
    const include = { include: [home], exclude: [], allowUnsupported: [] };
    const world = { ...covered(), desired: desired({ regions: include }) };
    const { actions, warnings } = planned(world);
    const position = (id: string) => actions.findIndex((action) => action.id === id);
    for (const [part, user] of [
      ['bucket', 'recorder'],
      ['notify', 'forward'],
    ] as const) {
      const id = `delete-instances/orgsecrets-${part}-${away}`;
      const users = [`orgsecrets-${user}-${away}`, `orgsecrets-management-${user}-${away}`].map(
        (name) => `delete-instances/${name}`,
      );
      expect(actions[position(id)]).to.include({ destructive: true });
      expect(actions[position(id)]?.dependsOn).to.include.members(users);
      expect(actions.map((action) => action.id)).to.include(`delete-stack-set/orgsecrets-${part}-${away}`);
    }
    expect(warnings.join()).to.contain(
      `Bucket orgsecrets-config-${administrator}-${away} gets no new deliveries`,
    );
    expect(planned(converge(world).world).actions).to.deep.equal([]);
  });

  it('is taken away after the proof that nothing of ours is left, with its bucket last of all where that is asked for', () => {
    const world = covered();
    const contents = { versions: 1, deleteMarkers: 0, bytes: 1, more: false };
    const buckets = [home, away].map((region) => ({
      bucket: { name: `orgsecrets-config-${administrator}-${region}`, accountId: administrator, region },
      contents,
    }));
    const { actions } = makeRemovalPlan(world.desired, { ...observePurely(world), formerHubs: [] }, buckets);
    const ids = actions.map(({ id }) => id);
    for (const kind of ['bucket', 'notify']) {
      const gone = actions.find(({ id }) => id === `delete-instances/orgsecrets-${kind}-${away}`);
      expect(gone?.dependsOn).to.include('prove-removal');
    }
    expect(ids.slice(-2)).to.deep.equal(buckets.map(({ bucket }) => `delete-bucket/${bucket.name}`));
    for (const last of actions.slice(-2)) expect(last.dependsOn).to.deep.equal(ids.slice(0, -2));
  });
});
