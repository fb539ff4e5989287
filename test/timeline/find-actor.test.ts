import { expect } from 'chai';
import type { ChangeKind, TimelineSubject, TrailEvent } from '../../src/model/timeline.js';
import { findActor, type Moment } from '../../src/timeline/find-actor.js';

const day = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00.000Z');

function event(name: string, at: number): TrailEvent {
  return {
    id: `${name}-${at}`,
    name,
    at: new Date(at).toISOString(),
    who: 'arn:aws:sts::300000000001:assumed-role/admin/ana',
  };
}

function moment(kinds: readonly ChangeKind[], parts: Partial<Moment> = {}): Moment {
  const changes = kinds.map((kind) => ({ kind, field: 'any' }));
  return { subject: 'secret', changes, at: now - day, before: now - 2 * day, told: new Set(), ...parts };
}

const asked = (events: readonly TrailEvent[]) => ({ read: true as const, events });

describe('who changed a secret', () => {
  it('is the call between the two items that can have led to the change', () => {
    const calls = [
      event('UpdateSecret', now - 3 * day),
      event('TagResource', now - 1.5 * day),
      event('UpdateSecret', now - 1.25 * day),
      event('UpdateSecret', now - 0.5 * day),
    ];
    expect(findActor(moment(['key']), asked(calls), now)).to.deep.equal({ known: true, events: [calls[2]] });
    expect(findActor(moment(['key', 'tags']), asked(calls), now)).to.deep.equal({
      known: true,
      events: calls.slice(1, 3),
    });
  });

  it('is not known where no call fits, and is never guessed', () => {
    const other = asked([event('RotateSecret', now - 1.5 * day)]);
    expect(findActor(moment(['tags']), other, now)).to.deep.equal({
      known: false,
      reason: 'CloudTrail has no call on it that fits',
    });
  });

  it('is not known where CloudTrail could not be asked, or does not reach so far back', () => {
    const refused = { read: false as const, reason: 'CloudTrail could not be asked: AccessDenied' };
    expect(findActor(moment(['tags']), refused, now)).to.deep.equal({ known: false, reason: refused.reason });
    const old = moment(['tags'], { at: now - 91 * day, before: now - 92 * day });
    expect(findActor(old, asked([]), now))
      .to.have.property('reason')
      .that.contains('90 days');
  });

  it('is nobody where the recorder changed and not the secret', () => {
    expect(findActor(moment(['recording']), asked([]), now))
      .to.have.property('reason')
      .that.contains('a recorder');
  });

  it('is looked for in the half hour before where nothing older is recorded', () => {
    const first = moment(['first-seen'], { before: undefined });
    const created = event('CreateSecret', now - day - 60_000);
    expect(findActor(first, asked([created]), now)).to.deep.equal({ known: true, events: [created] });
    expect(findActor(first, asked([event('CreateSecret', now - 2 * day)]), now).known).to.equal(false);
  });

  const second = 1000;
  const earlier = now - 2 * day;

  it('is a call of shortly before the item before it, where that one did not hold it yet', () => {
    const calls = [event('UntagResource', earlier - 6 * second), event('UpdateSecret', earlier - 5 * second)];
    const told = new Set([calls[0]!.id]);
    expect(findActor(moment(['metadata'], { told }), asked(calls), now)).to.deep.equal({
      known: true,
      events: [calls[1]],
    });
    const between = event('UpdateSecret', now - 1.5 * day);
    expect(findActor(moment(['metadata'], { told }), asked([...calls, between]), now)).to.deep.equal({
      known: true,
      events: [between],
    });
    const longBefore = asked([event('UpdateSecret', earlier - 31 * 60_000)]);
    expect(findActor(moment(['metadata']), longBefore, now).known).to.equal(false);
  });

  it('is no call that made an earlier change, and says so', () => {
    const call = event('UpdateSecret', earlier - 5 * second);
    const told = new Set([call.id]);
    expect(findActor(moment(['metadata'], { told }), asked([call]), now)).to.deep.equal({
      known: false,
      reason: 'every call on it that fits is told with an earlier change',
    });
  });

  const table: readonly (readonly [
    subject: TimelineSubject,
    kind: ChangeKind,
    field: string,
    can: readonly string[],
    cannot: readonly string[],
  ])[] = [
    ['key', 'key', 'KeyState', ['DisableKey', 'ScheduleKeyDeletion'], ['EnableKeyRotation', 'CreateGrant']],
    ['key', 'key', 'Enabled', ['EnableKey', 'CancelKeyDeletion'], ['PutKeyPolicy', 'TagResource']],
    [
      'key',
      'key',
      'KeyRotationStatus',
      ['EnableKeyRotation', 'DisableKeyRotation'],
      ['EnableKey', 'Decrypt'],
    ],
    ['key', 'key', 'Description', ['UpdateKeyDescription'], ['PutKeyPolicy', 'UpdateAlias']],
    ['key', 'key', 'KeyPolicy', ['PutKeyPolicy'], ['CreateGrant', 'DisableKey']],
    ['key', 'key', 'SomethingNew', [], ['DisableKey', 'PutKeyPolicy']],
    ['key', 'tags', 'tag team', ['TagResource', 'UntagResource'], ['DisableKey']],
    ['key', 'first-seen', 'resource', ['CreateKey', 'ReplicateKey'], ['EnableKey']],
    ['key', 'deletion', 'resource', ['ScheduleKeyDeletion', 'DeleteKey'], ['CancelKeyDeletion']],
    ['function', 'function', 'CodeSha256', ['UpdateFunctionCode20150331v2'], ['UpdateFunctionConfiguration']],
    [
      'function',
      'function',
      'Timeout',
      ['UpdateFunctionConfiguration20150331v2'],
      ['AddPermission20150331v2'],
    ],
    ['function', 'function', 'Policy', ['AddPermission20150331v2'], ['Invoke', 'UpdateFunctionCode']],
    ['function', 'tags', 'tag team', ['TagResource20170331v2'], ['UpdateFunctionConfiguration']],
    ['function', 'first-seen', 'resource', ['CreateFunction20150331'], ['PublishVersion20150331']],
    ['function', 'deletion', 'resource', ['DeleteFunction20150331'], ['DeleteFunctionConcurrency']],
    ['secret', 'key', 'KmsKeyId', ['UpdateSecret'], ['RotateSecret', 'PutSecretValue']],
    ['secret', 'tags', 'tag team', ['TagResource'], ['UpdateSecret']],
    ['secret', 'deletion', 'resource', ['DeleteSecret'], ['UpdateSecret']],
    ['secret', 'function', 'RotationLambdaARN', ['RotateSecret'], ['UpdateSecret']],
  ];
  for (const [subject, kind, field, can, cannot] of table)
    it(`is named for ${kind} ${field} of a ${subject} only by a call that can make that very change`, () => {
      const changed = moment([], { subject, changes: [{ kind, field }] });
      const known = (name: string) => findActor(changed, asked([event(name, now - 1.5 * day)]), now).known;
      expect(can.filter((name) => !known(name))).to.deep.equal([]);
      expect(cannot.filter(known)).to.deep.equal([]);
    });
});
