import { expect } from 'chai';
import { findDrift } from '../../src/drift/find-drift.js';
import type { LookDepth, Observed, RuleLook, SeenTarget } from '../../src/model/observed.js';
import { targetKey } from '../../src/model/target.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { planWithoutUnowned } from '../../src/plan/unowned.js';
import { orgConfig } from '../support/arbitraries/org-config.js';
import { covered, first, home, instance, look, management, stackSet, untouched } from '../plan/sample.js';
import { observePurely, type PureWorld } from '../support/pure-world.js';

const target = { accountId: first, region: 'us-east-1' };
const world = covered();
const recorderConfig = orgConfig().recorder;

/** What drift finds in the sample, in which something is observed otherwise. */
function found(
  change: (observed: Observed) => Partial<Observed> = () => ({}),
  depth: LookDepth = 'standard',
  of: PureWorld = world,
) {
  const observed = observePurely(of, depth);
  return findDrift(of.desired, { ...observed, ...change(observed) });
}

const told = ({ findings }: ReturnType<typeof found>) =>
  findings.map(({ kind, accountId = '', region = '' }) => `${kind} ${accountId}/${region}`);

const seen = (observed: Observed) => observed.targets.get(targetKey(target)) as SeenTarget;
const changedTarget = (changes: Partial<SeenTarget>) => (observed: Observed) =>
  look(observed, target, { ...seen(observed), ...changes });
const changedRecorder = (changes: Partial<SeenTarget['recorder'] & object>) => (observed: Observed) =>
  changedTarget({ recorder: { ...seen(observed).recorder!, ...changes } })(observed);

describe('finding drift', () => {
  it('finds nothing in a covered organization', () => {
    expect(told(found())).to.deep.equal([]);
  });

  it('tells a recorder that was stopped, changed, deleted, or that fails', () => {
    expect(told(found(changedRecorder({ recording: false })))).to.deep.equal([
      `recorder-stopped ${first}/us-east-1`,
    ]);
    expect(
      found(changedRecorder({ lastStatus: 'Failure', lastError: 'AccessDenied: no role' })).findings,
    ).to.containSubset([{ kind: 'recorder-failing', reason: 'AccessDenied: no role' }]);
    expect(told(found(changedTarget({ recorder: undefined })))).to.deep.equal([
      `recorder-missing ${first}/us-east-1`,
    ]);
  });

  it('tells a StackSet that is not proved to be ours, in place of what is otherwise about it', () => {
    const name = 'orgsecrets-recorder-us-east-1';
    const unowned = (observed: Observed) => ({
      ...stackSet(observed, name, { owned: false, tags: {}, templateDigest: 'another' }),
      ...changedRecorder({ recording: false })(observed),
    });
    const { findings } = found(unowned);
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['definition-unowned', 'recorder-stopped']);
    expect(findings[0]?.command).to.contain(`--stack-set-name ${name}`).and.to.contain('"orgsecrets:owner"');
    expect(findings[1]?.instructions).to.contain('put its tag back first');
  });

  it('tells the stack of the management account’s roles that is not proved to be ours, and goes on beside it', () => {
    const unowned = (observed: Observed) => ({
      managementRoles: { ...observed.managementRoles!, owned: false, tags: { team: 'it’s' } },
      ...changedRecorder({ recording: false })(observed),
    });
    const { findings } = found(unowned);
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['management-roles-unowned', 'recorder-stopped']);
    expect(findings[0]).to.include({ owner: 'foreign', accountId: management });
    expect(findings[0]?.command).to.contain('--stack-name orgsecrets-management-roles');
    expect(findings[0]?.command).to.contain('{"Key":"team","Value":"it’s"}');
    const observed = observePurely(world, 'standard');
    const plan = planWithoutUnowned(world.desired, { ...observed, ...unowned(observed) });
    expect(plan.actions.map(({ type }) => type)).to.deep.equal(['start-recorder']);
    expect(() => makePlan(world.desired, { ...observed, ...unowned(observed) })).to.throw('did not make it');
  });

  it('says nothing else of a stack of roles that is not proved to be ours, whatever its status', () => {
    const unowned = (observed: Observed) => ({
      managementRoles: { ...observed.managementRoles!, owned: false, status: 'ROLLBACK_COMPLETE' },
    });
    expect(found(unowned).findings.map(({ kind }) => kind)).to.deep.equal(['management-roles-unowned']);
  });

  it('names each field that was changed, whatever the order of types', () => {
    const types = (resourceTypes: readonly string[]) => (observed: Observed) =>
      changedRecorder({ settings: { ...seen(observed).recorder!.settings!, resourceTypes } })(observed);
    const [type = ''] = seen(observePurely(world, 'standard')).recorder!.settings!.resourceTypes;
    expect(found(types(['AWS::EC2::Instance'])).findings).to.containSubset([
      {
        kind: 'recorder-changed',
        differences: [{ field: 'recordingGroup.resourceTypes', from: 'AWS::EC2::Instance' }],
      },
    ]);
    expect(told(found(types(['AWS::KMS::Key', type])))).to.deep.equal([]);
  });

  it('holds a recorder against what its stack made, not against what is about to change', () => {
    const daily = covered({ recorder: { ...recorderConfig, frequency: 'daily' } });
    const before = { ...daily, desired: world.desired };
    expect(told(found(undefined, 'standard', before))).to.deep.equal([
      'definition-outdated /',
      'definition-outdated /',
      'definition-outdated /',
      'definition-outdated /',
    ]);
  });

  it('tells a delivery channel that was deleted or pointed elsewhere, and one whose deliveries fail', () => {
    const channel = (observed: Observed) =>
      seen(observed).channel as Exclude<SeenTarget['channel'], 'not-looked'>;
    expect(told(found(changedTarget({ channel: undefined })))).to.deep.equal([
      `channel-missing ${first}/us-east-1`,
    ]);
    const elsewhere = found((observed) =>
      changedTarget({
        channel: { ...channel(observed)!, settings: { ...channel(observed)!.settings!, bucket: 'other' } },
      })(observed),
    );
    expect(elsewhere.findings).to.containSubset([
      { kind: 'channel-changed', differences: [{ field: 's3BucketName', from: 'other' }] },
    ]);
    const failing = found((observed) =>
      changedTarget({ channel: { ...channel(observed)!, failures: ['history: AccessDenied'] } })(observed),
    );
    expect(failing.findings).to.containSubset([{ kind: 'channel-failing', reason: 'history: AccessDenied' }]);
  });

  describe('looks at rules one by one, and', () => {
    const cmk = 'secretsmanager-using-cmk';
    const unused = 'secretsmanager-secret-unused';
    const rules = (observed: Observed) => seen(observed).rules as readonly RuleLook[];
    const deep = (
      change: (rules: readonly RuleLook[]) => readonly RuleLook[],
      more: Partial<Observed> = {},
    ) =>
      found(
        (observed) => ({ ...changedTarget({ rules: change(rules(observed)) })(observed), ...more }),
        'deep',
      );
    const but = (name: string, changes: Partial<RuleLook>) => (all: readonly RuleLook[]) =>
      all.map((rule) => (rule.name === name ? { ...rule, ...changes } : rule));

    it('finds nothing where they are as their stack made them', () => {
      expect(told(found(undefined, 'deep'))).to.deep.equal([]);
    });

    it('tells one that was deleted', () => {
      const { findings } = deep((all) => all.filter(({ name }) => name !== cmk));
      expect(findings.map(({ kind, thing }) => [kind, thing])).to.deep.equal([
        ['rule-missing', `rule ${cmk}`],
      ]);
    });

    it('tells other parameters, another frequency, and one that looks at less', () => {
      const changed = deep(but(unused, { parameters: { unusedForDays: '5' }, frequency: 'One_Hour' }));
      expect(changed.findings[0]?.differences.map(({ field, from }) => [field, from])).to.deep.equal([
        ['parameters.unusedForDays', '5'],
        ['frequency', 'One_Hour'],
      ]);
      expect(deep(but(cmk, { narrowedTo: 'tag team=a' })).findings).to.containSubset([
        { kind: 'rule-changed', differences: [{ field: 'scope', from: 'tag team=a' }] },
      ]);
    });

    it('tells a second one of ours, unless a service of AWS made it', () => {
      const second = { name: 'mine', identifier: 'SECRETSMANAGER_USING_CMK' } as const;
      const and = (changes: Partial<RuleLook>) => (all: readonly RuleLook[]) => [
        ...all,
        { ...all[0]!, ...second, ...changes },
      ];
      expect(deep(and({})).findings).to.containSubset([{ kind: 'rule-duplicate', owner: 'foreign' }]);
      expect(told(deep(and({ createdBy: 'securityhub.amazonaws.com' })))).to.deep.equal([]);
      expect(told(deep(and({ identifier: 'ENCRYPTED_VOLUMES' })))).to.deep.equal([]);
    });

    it('tells one that AWS Config could not run, with its reason', () => {
      expect(deep(but(cmk, { failure: 'AccessDenied: no' })).findings).to.containSubset([
        { kind: 'rule-failing', reason: 'AccessDenied: no' },
      ]);
    });

    it('tells ours from one that was adopted: its owner may change it', () => {
      const leftOut = new Map([[targetKey(target), [unused]]]);
      const { findings } = deep(but(unused, { parameters: { unusedForDays: '5' } }), { leftOut });
      expect(findings).to.containSubset([{ kind: 'rule-changed', owner: 'foreign' }]);
      const gone = deep((all) => all.filter(({ name }) => name !== unused), { leftOut });
      expect(gone.findings[0]?.reason).to.contain('was adopted, and is gone');
    });

    it('says of a stack that was deleted once what holds for all of its rules', () => {
      const { findings } = found(changedTarget({ rules: [], rulesStack: 'deleted' }), 'deep');
      expect(findings.map(({ kind }) => kind)).to.deep.equal(['stack-deleted']);
    });
  });

  it('tells a stack that was deleted from a recorder and channel that were', () => {
    const gone = { recorder: undefined, channel: undefined } as const;
    expect(told(found(changedTarget({ ...gone, recorderStack: 'deleted' })))).to.deep.equal([
      `stack-deleted ${first}/us-east-1`,
    ]);
    expect(told(found(changedTarget({ ...gone, recorderStack: 'there' })))).to.deep.equal([
      `recorder-missing ${first}/us-east-1`,
      `channel-missing ${first}/us-east-1`,
    ]);
  });

  it('never takes for ours what is there instead of our recorder', () => {
    const { findings } = found(changedRecorder({ name: 'default', recording: false }));
    expect(findings).to.containSubset([{ kind: 'recorder-replaced', owner: 'foreign' }]);
    expect(findings).to.have.lengthOf(1);
    expect(findings[0]?.instructions).to.contain('Delete that recorder');
  });

  it('tells a recorder that was replaced beside an instance that failed from one that was there before', () => {
    const name = 'orgsecrets-recorder-us-east-1';
    const beside = (recorderStack: 'there' | 'deleted') =>
      found((observed) => ({
        ...instance(observed, name, first, { status: 'OUTDATED', detailedStatus: 'FAILED' }),
        ...changedTarget({ recorderStack, recorder: { ...seen(observed).recorder!, name: 'default' } })(
          observed,
        ),
      }));
    expect(told(beside('there'))).to.deep.equal([
      `instance-failed ${first}/us-east-1`,
      `recorder-replaced ${first}/us-east-1`,
    ]);
    expect(told(beside('deleted'))).to.deep.equal([]);
  });

  it('tells an instance that failed from one that missed the last change, and both from one that is gone', () => {
    const name = 'orgsecrets-rules-us-east-1';
    const failed = found((observed) =>
      instance(observed, name, first, { detailedStatus: 'FAILED', statusReason: 'AccessDenied' }),
    );
    expect(failed.findings).to.containSubset([{ kind: 'instance-failed', reason: 'FAILED: AccessDenied' }]);
    expect(told(found((observed) => instance(observed, name, first, { status: 'OUTDATED' })))).to.deep.equal([
      `instance-outdated ${first}/us-east-1`,
    ]);
    expect(
      told(found((observed) => instance(observed, name, first, { status: 'INOPERABLE' }))),
    ).to.deep.equal([`instance-inoperable ${first}/us-east-1`]);
    const without = (observed: Observed) =>
      stackSet(observed, name, {
        instances: observed.stackSets.get(name)!.instances.filter(({ accountId }) => accountId !== first),
      });
    expect(told(found(without))).to.deep.equal([`instance-missing ${first}/us-east-1`]);
  });

  it('says of a place without anything of ours that it is not covered, and no more', () => {
    const bare = (observed: Observed) => ({
      stackSets: new Map(
        [...observed.stackSets].map(([name, one]) => [
          name,
          { ...one, instances: one.instances.filter(({ accountId }) => accountId !== first) },
        ]),
      ),
      targets: new Map(
        [...observed.targets].map(([key, one]) => [
          key,
          key.startsWith(first) ? ({ seen: false, why: 'no-role', reason: 'AccessDenied' } as const) : one,
        ]),
      ),
    });
    const { findings, unseen } = found(bare);
    expect(findings.map(({ kind, region }) => [kind, region])).to.deep.equal([
      ['not-covered', home],
      ['not-covered', 'us-east-1'],
    ]);
    expect(findings[0]?.reason).to.contain('could not be looked at yet: AccessDenied');
    expect(unseen).to.deep.equal([]);
  });

  it('says of a definition that is gone once what holds for all of its instances', () => {
    const without = (observed: Observed) => ({
      stackSets: new Map([...observed.stackSets].filter(([name]) => name !== 'orgsecrets-rules-us-east-1')),
    });
    expect(told(found(without))).to.deep.equal(['definition-missing /']);
  });

  it('finds what stands where nothing asks for it any more', () => {
    const { desired } = covered({
      accounts: { ...orgConfig().accounts, exclude: [{ id: first, reason: 'left' }] },
    });
    expect(
      new Set(told(found(undefined, 'standard', { ...world, desired })).map((one) => one.split('/')[0])),
    ).to.include(`surplus ${first}`);
  });

  it('finds an aggregator that is gone or narrowed, and each source that fails with its reason', () => {
    const aggregators = (observed: Observed) =>
      observed.aggregators.seen ? observed.aggregators.aggregators : [];
    expect(told(found(() => ({ aggregators: { seen: true, aggregators: [] } })))[0]).to.contain(
      'aggregator-missing',
    );
    const { findings } = found((observed) => ({
      aggregators: {
        seen: true,
        aggregators: aggregators(observed).map((one) => ({ ...one, regions: [home] })),
        troubledSources: [
          { source: first, region: 'us-east-1', status: 'FAILED', error: 'InvalidRole: gone' },
          { source: 'o-abcdefghij', region: home, status: 'OUTDATED', error: undefined },
        ],
      },
    }));
    expect(findings).to.containSubset([
      { kind: 'aggregator-changed', differences: [{ field: 'regions', from: home }] },
      { kind: 'aggregator-source-failing', accountId: first, reason: 'InvalidRole: gone' },
      { kind: 'aggregator-source-failing', reason: 'what it has is out of date' },
    ]);
  });

  it('tells an aggregator that is not proved to be ours, in place of what is otherwise about it, and plans nothing for it', () => {
    const another = (roleArn: string | undefined) => (observed: Observed) => ({
      ...changedRecorder({ recording: false })(observed),
      aggregators: {
        seen: true as const,
        aggregators: [{ name: 'orgsecrets', arn: 'arn:orgsecrets', roleArn, regions: undefined }],
        troubledSources: [{ source: first, region: home, status: 'FAILED' as const, error: 'InvalidRole' }],
      },
    });
    for (const [roleArn, has] of [
      ['arn:other', 'uses the role arn:other'],
      [undefined, 'collects from single accounts'],
    ] as const) {
      const { findings } = found(another(roleArn));
      expect(findings.map(({ kind }) => kind)).to.deep.equal(['aggregator-unowned', 'recorder-stopped']);
      expect(findings[0]).to.include({ owner: 'foreign', thing: 'aggregator orgsecrets' });
      expect(findings[0]?.reason).to.contain(has);
      expect(findings[0]?.instructions).to.contain(
        `aws configservice delete-configuration-aggregator --region ${home} --configuration-aggregator-name orgsecrets`,
      );
      const observed = observePurely(world, 'standard');
      const plan = planWithoutUnowned(world.desired, { ...observed, ...another(roleArn)(observed) });
      expect(plan.actions.map(({ type }) => type)).to.deep.equal(['start-recorder']);
    }
  });

  it('counts what it could not see as unknown, and what it knows all the same as found', () => {
    const { findings, unseen } = found((observed) => ({
      ...look(observed, target, { seen: false, why: 'denied', reason: 'AccessDenied: scp' }),
      ...instance(observed, 'orgsecrets-rules-us-east-1', first, { status: 'OUTDATED' }),
    }));
    expect(unseen).to.deep.equal([{ ...target, reason: 'AccessDenied: scp' }]);
    expect(findings.map(({ kind }) => kind)).to.deep.equal(['instance-outdated']);
  });

  it('of an organization in which nothing was done yet finds that nothing is covered', () => {
    const { findings } = found(undefined, 'standard', untouched());
    const kinds = new Set(findings.map(({ kind }) => kind));
    expect(kinds).to.include('not-covered').and.to.include('aggregator-missing');
    expect(kinds).not.to.include('instance-missing');
  });
});
