import { expect } from 'chai';
import {
  hubGroupOf,
  isHolder,
  leftOutWith,
  madeBy,
  rebuildParameters,
} from '../../src/desired/made-resources.js';
import { hubGroups } from '../../src/model/plan.js';
import { loadTemplate } from '../templates/load.js';

const everything = {
  CreateBucket: 'true',
  Notifications: 'true',
  ExtendRole: 'true',
  HubBusArns: 'arn:aws:events:us-east-1:222222222222:event-bus/orgsecrets',
  RecorderRole: 'dedicated',
};

describe('what stacks make, as the code knows it', () => {
  for (const kind of ['hub', 'member', 'bucket', 'notify', 'forward', 'management-roles'] as const)
    it(`is what ${kind}.yaml holds`, () => {
      const { Resources } = loadTemplate(`${kind}.yaml`);
      expect(madeBy(kind, everything)).to.have.deep.members(
        Object.entries(Resources).map(([logicalId, { Type }]) => ({ logicalId, type: Type })),
      );
    });

  it('is less where parameters leave something out', () => {
    const ids = madeBy('hub', { CreateBucket: 'false', Notifications: 'false' }).map(
      ({ logicalId }) => logicalId,
    );
    expect(ids).to.deep.equal(['AggregatorRole', 'AggregatorAdmin']);
  });

  it('is no forwarding role where notifications are off', () => {
    const ids = madeBy('member', { ...everything, HubBusArns: '' }).map(({ logicalId }) => logicalId);
    expect(ids).to.include('Look').and.not.to.include('Forward');
  });

  it('goes with what it stands on', () => {
    expect(hubGroups.map((group) => [group, leftOutWith(group)])).to.deep.equal([
      ['delivery', ['delivery']],
      ['notifications', ['notifications']],
      ['aggregation', ['aggregation']],
      ['bucket', ['bucket', 'delivery']],
      ['bus', ['bus', 'notifications']],
      ['topic', ['topic', 'notifications']],
    ]);
    expect(hubGroups.filter(isHolder)).to.deep.equal(['bucket', 'bus', 'topic']);
  });

  it('is in the hub’s groups by the conditions of the template, but for the key', () => {
    const conditions = {
      delivery: 'GivePolicy',
      notifications: 'SendOn',
      aggregation: 'Aggregate',
      bucket: 'MakeBucket',
      bus: 'MakeBus',
      topic: 'MakeTopic',
    } as const;
    const { Resources, Parameters = {} } = loadTemplate('hub.yaml');
    for (const [logicalId, resource] of Object.entries(Resources)) {
      const { Condition } = resource as { Condition?: string };
      const group = hubGroups.find((one) => conditions[one] === Condition);
      expect(hubGroupOf(logicalId), logicalId).to.equal(group);
    }
    for (const group of hubGroups) expect(Parameters).to.have.property(rebuildParameters[group]);
    for (const kept of ['Key', 'KeyAlias']) expect(hubGroupOf(kept), kept).to.equal(undefined);
  });
});
