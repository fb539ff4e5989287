import { expect } from 'chai';
import { OrgSecretsError } from '../../src/model/errors.js';
import type { TargetLook } from '../../src/model/observed.js';
import type { OrgConfig } from '../../src/model/org-config.js';
import { orgConfig } from '../support/arbitraries/org-config.js';
import type { PureWorld } from '../support/pure-world.js';
import { covered, find, first, look, planOf, recorder, second, untouched } from './sample.js';

const target = { accountId: first, region: 'us-east-1' };
const baseline = 'aws-controltower-BaselineConfigRecorder';
const setUp = (config: Partial<OrgConfig> = {}): PureWorld => {
  const world = untouched(config);
  return { ...world, desired: { ...world.desired, controlTower: true } };
};
const planWith = (seen: TargetLook, config: Partial<OrgConfig> = {}) =>
  planOf(setUp(config), (observed) => look(observed, target, seen));
const adoptExtend: Partial<OrgConfig> = { recorder: { ...orgConfig().recorder, adopt: 'extend' } };

describe('a plan under Control Tower', () => {
  it('brings rules alone where Control Tower governs', () => {
    const plan = planWith(recorder({ name: baseline }));
    const reached = (kind: string) =>
      find(plan, 'create-instances')
        .filter(({ stackSet }) => stackSet.name === `orgsecrets-${kind}-us-east-1`)
        .flatMap(({ targets }) => targets.map(({ accountId }) => accountId));
    expect(reached('recorder')).not.to.include(first);
    expect(reached('rules')).to.include(first);
    expect(plan.obstacles).to.deep.equal([]);
  });

  it('never changes or starts the recorder of Control Tower, whatever the org.yaml allows', () => {
    const seen = recorder({ name: baseline, recording: false });
    const settings = {
      ...(seen.seen && seen.recorder!.settings!),
      allSupported: false,
      strategy: 'INCLUSION_BY_RESOURCE_TYPES',
    };
    for (const name of [baseline, 'default']) {
      const roleArn = 'arn:aws:iam::000000000003:role/aws-controltower-ConfigRecorderRole-customer-created';
      const plan = planWith(
        recorder({ name, recording: false, settings: { ...settings, roleArn } as never }),
        adoptExtend,
      );
      expect([...find(plan, 'start-recorder'), ...find(plan, 'extend-recorder')]).to.deep.equal([]);
      expect(plan.obstacles.map(({ reason }) => reason)).to.deep.equal([
        `recorder ${name}, which is Control Tower's, does not record AWS::SecretsManager::Secret`,
        `recorder ${name}, which is Control Tower's, is stopped`,
      ]);
      expect(plan.obstacles[0]!.instructions).to.contain('landing zone');
    }
  });

  it('warns where a recorder of ours would block an enrolment: in other accounts, and in other Regions', () => {
    const [accounts, regions] = planWith(recorder({ name: baseline })).warnings.filter((one) =>
      one.startsWith('Control Tower'),
    );
    expect(accounts).to.contain("can't be enrolled").and.contain(second).and.not.contain(first);
    expect(regions).to.contain(first).and.not.contain(second).and.not.contain('us-east-1');
  });

  it('says nothing of it where all stands, or where there is no Control Tower', () => {
    const all = covered();
    const quiet = planOf({ ...all, desired: { ...all.desired, controlTower: true } });
    for (const plan of [quiet, planOf(untouched())])
      expect(plan.warnings.filter((one) => one.startsWith('Control Tower'))).to.deep.equal([]);
  });

  it('refuses auto-deployment of recorders', () => {
    const config = { stackSets: { ...orgConfig().stackSets, autoDeployment: 'all' as const } };
    expect(() => planOf(setUp(config))).to.throw(OrgSecretsError, 'Control Tower');
  });
});
