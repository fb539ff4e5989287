import { isControlTowers } from '../desired/control-tower.js';
import { channelDifferences, ourRecorder, recorderDifferences } from '../desired/our-recorder.js';
import type { DriftFinding } from '../model/drift.js';
import type { DesiredStackSet } from '../model/desired.js';
import type { RecorderLook, SeenTarget } from '../model/observed.js';
import type { Target } from '../model/target.js';
import { noReason } from '../model/no-reason.js';
import { adopt, type Lack } from '../plan/adoption.js';
import type { Situation } from '../plan/situation.js';
import { finding } from './finding.js';

/** How the recorder that a standing stack of ours made, and its channel, differ from what the stack made. */
export function ourRecorderDrift(
  target: Target,
  stackSet: DesiredStackSet,
  look: SeenTarget,
  { desired, observed }: Situation,
): readonly DriftFinding[] {
  const { recorder, channel } = look;
  const name = desired.recorder.name;
  const base = { ...target, stackSet: stackSet.name };
  const thing = `recorder ${name}`;
  if (look.recorderStack === 'deleted')
    return [
      finding({
        ...base,
        kind: 'stack-deleted',
        thing: `stack of StackSet ${stackSet.name}`,
        reason: 'it was deleted in the account, and recorder and delivery channel with it',
      }),
    ];
  if (recorder !== undefined && recorder.name !== name) return [replaced(target, stackSet, recorder, name)];
  // What its stack made, and not what it may be about to make: a definition that is out of date is a finding of its own.
  const made = ourRecorder(
    observed.stackSets.get(stackSet.name)?.parameters ?? stackSet.parameters,
    target.accountId,
    desired,
  );
  const differences = recorder?.settings ? recorderDifferences(made.settings, recorder.settings) : [];
  return [
    ...(recorder ? [] : [finding({ ...base, kind: 'recorder-missing', thing, reason: 'it is gone' })]),
    ...(recorder?.recording === false
      ? [finding({ ...base, kind: 'recorder-stopped', thing, reason: 'it is stopped' })]
      : []),
    ...(differences.length > 0
      ? [finding({ ...base, kind: 'recorder-changed', thing, reason: 'it was changed', differences })]
      : []),
    ...failing(base, thing, recorder),
    ...channelDrift(base, channel, made),
  ];
}

function replaced(
  target: Target,
  { name: stackSet }: DesiredStackSet,
  { name }: RecorderLook,
  ours: string,
): DriftFinding {
  return finding({
    ...target,
    stackSet,
    kind: 'recorder-replaced',
    thing: `recorder ${name}`,
    owner: 'foreign',
    reason: `it is there instead of recorder ${ours}`,
    instructions: `Delete that recorder, and run again; or, to keep it, delete the instance of StackSet ${stackSet} (aws cloudformation delete-stack-instances), and run apply: it is adopted.`,
  });
}

function channelDrift(
  base: Target & { readonly stackSet: string },
  channel: SeenTarget['channel'],
  made: ReturnType<typeof ourRecorder>,
): readonly DriftFinding[] {
  if (channel === 'not-looked') return [];
  if (channel === undefined)
    return [
      finding({
        ...base,
        kind: 'channel-missing',
        thing: `delivery channel ${made.name}`,
        reason: 'it is gone',
      }),
    ];
  const thing = `delivery channel ${channel.name}`;
  const differences = channel.settings ? channelDifferences(made.channel, channel.settings) : [];
  return [
    ...(differences.length > 0
      ? [finding({ ...base, kind: 'channel-changed', thing, reason: 'it points elsewhere', differences })]
      : []),
    ...channel.failures.map((reason) =>
      finding({ ...base, kind: 'channel-failing', thing, reason, instructions }),
    ),
  ];
}

const instructions =
  'Look whether the policy of the bucket, or the key of a bucket of your own, was changed.';

function failing(base: Partial<DriftFinding>, thing: string, recorder: RecorderLook | undefined) {
  if (recorder?.lastStatus !== 'Failure') return [];
  const reason = recorder.lastError ?? noReason;
  return [finding({ ...base, kind: 'recorder-failing', thing, reason, instructions: failingInstructions })];
}

const failingInstructions =
  'Look whether the role that it records with is there, and may write to the bucket.';

/** What an adopted recorder lacks. Whether that is mended says the org.yaml. */
export function adoptedRecorderDrift(
  target: Target,
  recorder: RecorderLook,
  channel: SeenTarget['channel'],
  { desired }: Situation,
): readonly DriftFinding[] {
  const { start, extend, lacks } = adopt(recorder, channel, desired);
  const whose = isControlTowers(recorder) ? 'Control Tower’s' : 'somebody else’s';
  const base = { ...target, thing: `recorder ${recorder.name}, ${whose}`, owner: 'foreign' } as const;
  return [
    ...(start ? [finding({ ...base, kind: 'recorder-stopped', reason: 'it is stopped' })] : []),
    ...(extend.length > 0
      ? [
          finding({
            ...base,
            kind: 'recorder-changed',
            reason: `it does not record ${desired.recorder.requiredType}`,
            differences: extend,
          }),
        ]
      : []),
    ...lacks.map(({ what, lack, instructions: todo }) =>
      finding({ ...base, kind: kindOf[what], reason: `it ${lack}`, instructions: todo }),
    ),
    ...failing(base, base.thing, recorder).map((one) => ({ ...one, instructions: tellOwner })),
  ];
}

const tellOwner = 'Tell its owner: orgsecrets does not change what it did not make.';

const kindOf: Readonly<Record<Lack['what'], DriftFinding['kind']>> = {
  type: 'recorder-changed',
  channel: 'channel-missing',
  recording: 'recorder-stopped',
};
