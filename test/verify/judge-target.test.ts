import { expect } from 'chai';
import type { SeenTarget, TargetLook } from '../../src/model/observed.js';
import { judgeTarget } from '../../src/verify/judge-target.js';
import { provedTarget, smallDesired } from '../support/desired.js';

const target = { accountId: '333333333333', region: 'eu-west-1' };
const judge = (look: TargetLook | undefined) => judgeTarget(smallDesired(), target, look);
const recorder = provedTarget.recorder!;
const settings = recorder.settings!;
const with_ = (changes: Partial<SeenTarget>): SeenTarget => ({ ...provedTarget, ...changes });

describe('judging a target', () => {
  it('finds no gap where recorder, delivery channel and rules are proved', () => {
    expect(judge(provedTarget)).to.deep.equal([]);
  });

  it('lets a recorder pass whose last status is Pending, as in an empty Region', () => {
    expect(judge(with_({ recorder: { ...recorder, lastStatus: 'Pending' } }))).to.deep.equal([]);
  });

  const recorderGaps: readonly [string, Partial<SeenTarget>, RegExp][] = [
    ['absent', { recorder: undefined }, /there is no recorder/],
    ['stopped', { recorder: { ...recorder, recording: false } }, /orgsecrets is stopped/],
    [
      'failing',
      { recorder: { ...recorder, lastStatus: 'Failure', lastError: 'AccessDenied: no' } },
      /AccessDenied: no/,
    ],
    [
      'blind to secrets by an inclusion list',
      { recorder: { ...recorder, settings: { ...settings, resourceTypes: ['AWS::S3::Bucket'] } } },
      /does not record AWS::SecretsManager::Secret/,
    ],
    [
      'blind to secrets by an exclusion list',
      {
        recorder: {
          ...recorder,
          settings: {
            ...settings,
            strategy: 'EXCLUSION_BY_RESOURCE_TYPES',
            resourceTypes: [],
            excludedTypes: ['AWS::SecretsManager::Secret'],
          },
        },
      },
      /does not record AWS::SecretsManager::Secret/,
    ],
    ['without a delivery channel', { channel: undefined }, /no delivery channel/],
    [
      'with failing deliveries',
      { channel: { name: 'c', failures: ['AccessDenied'], delivered: false } },
      /c fails: AccessDenied/,
    ],
  ];
  for (const [what, changes, reason] of recorderGaps) {
    it(`names a recorder that is ${what}, and does not wait for it`, () => {
      const gaps = judge(with_(changes));
      expect(gaps).to.have.length(1);
      expect(gaps[0]).to.include({ thing: 'recorder', pending: false, ...target });
      expect(gaps[0]!.reason).to.match(reason);
    });
  }

  it('takes a recorder of all types as one that records secrets', () => {
    const all = { ...settings, allSupported: true, strategy: undefined, resourceTypes: [] };
    expect(judge(with_({ recorder: { ...recorder, settings: all } }))).to.deep.equal([]);
  });

  it('names a missing rule, and waits for one that is still evaluating', () => {
    expect(judge(with_({ rules: [] }))[0]).to.include({ thing: 'rules', pending: false });
    expect(judge(with_({ rules: [] }))[0]!.instructions).to.match(
      /Run apply.*drift --depth deep --remediate/,
    );
    const evaluating = provedTarget.rules as Exclude<SeenTarget['rules'], 'not-looked'>;
    const gaps = judge(
      with_({ rules: evaluating.map((rule) => ({ ...rule, state: 'EVALUATING' as const })) }),
    );
    expect(gaps[0]).to.include({ thing: 'rules', pending: true });
  });

  it('calls a target unknown, never covered, where it could not look', () => {
    const gaps = judge({ seen: false, why: 'denied', reason: 'AccessDenied: explicit deny' });
    expect(gaps.map((gap) => gap.thing)).to.deep.equal(['recorder', 'rules']);
    expect(gaps[0]!.reason).to.equal('unknown: AccessDenied: explicit deny');
    expect(judge(undefined)).to.have.length(2);
  });

  it('asks for no rules in a Region that supports none', () => {
    const desired = smallDesired({ rulesByRegion: new Map() });
    expect(judgeTarget(desired, target, with_({ rules: [] }))).to.deep.equal([]);
  });
});

describe('what a person is told about a gap', () => {
  const gapOf = (changes: Partial<SeenTarget>) => judge(with_(changes))[0]!;

  it('is where Control Tower mends its own recorder, which no setting of ours reaches', () => {
    const stopped = { ...recorder, recording: false };
    expect(gapOf({ recorder: stopped }).instructions).to.contain('recorder.adopt');
    const theirs = { ...stopped, name: 'aws-controltower-BaselineConfigRecorder' };
    expect(gapOf({ recorder: theirs }).instructions)
      .to.contain('landing zone')
      .and.not.contain('recorder.adopt');
  });

  it('is how a rule differs that has the name of ours', () => {
    const [rule] = provedTarget.rules as Exclude<SeenTarget['rules'], 'not-looked'>;
    const gap = gapOf({ rules: [{ ...rule!, parameters: { kmsKeyArns: 'arn:key' } }] });
    expect(gap.reason).to.contain('is another rule: parameters.kmsKeyArns is arn:key, not set');
    expect(gap.pending).to.equal(false);
    expect(gap.instructions).to.contain('org.yaml');
  });
});
