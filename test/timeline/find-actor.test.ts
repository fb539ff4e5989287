import { expect } from 'chai';
import type { ChangeKind, TrailEvent } from '../../src/model/timeline.js';
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
  return { subject: 'secret', kinds, at: now - day, before: now - 2 * day, ...parts };
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

  const calls: readonly (readonly [Moment['subject'], ChangeKind, readonly string[], readonly string[]])[] = [
    [
      'key',
      'key',
      ['PutKeyPolicy', 'DisableKey', 'ScheduleKeyDeletion'],
      ['CreateGrant', 'TagResource', 'Encrypt'],
    ],
    ['key', 'tags', ['TagResource', 'UntagResource'], ['PutKeyPolicy']],
    ['key', 'first-seen', ['CreateKey', 'ReplicateKey'], ['EnableKey', 'CreateAlias']],
    ['key', 'deletion', ['ScheduleKeyDeletion', 'DeleteKey'], ['DisableKey']],
    [
      'function',
      'function',
      ['UpdateFunctionConfiguration', 'UpdateFunctionConfiguration20150331v2', 'AddPermission20150331v2'],
      ['Invoke', 'TagResource20170331v2', 'UpdateFunctionConfigurationOther', 'PublishVersion20150331'],
    ],
    ['function', 'tags', ['TagResource', 'UntagResource20170331v2'], ['UpdateFunctionCode20150331v2']],
    ['function', 'first-seen', ['CreateFunction20150331'], ['UpdateFunctionCode20150331v2']],
    ['function', 'deletion', ['DeleteFunction20150331'], ['DeleteFunctionConcurrency20171031']],
    ['secret', 'key', ['UpdateSecret'], ['TagResource', 'RotateSecret', 'PutSecretValue']],
    ['secret', 'tags', ['TagResource'], ['UpdateSecret']],
    ['secret', 'function', ['RotateSecret'], ['UpdateSecret']],
    ['secret', 'deletion', ['DeleteSecret'], ['UpdateSecret']],
  ];
  for (const [subject, kind, can, cannot] of calls)
    it(`names for a change of ${kind} of a ${subject} those calls that can make it, and no others`, () => {
      const found = (name: string, at = now - 1.5 * day) =>
        findActor(moment([kind], { subject }), asked([event(name, at)]), now).known;
      expect(can.filter((name) => !found(name))).to.deep.equal([]);
      expect(cannot.filter((name) => found(name))).to.deep.equal([]);
      expect(can.filter((name) => found(name, now - 3 * day))).to.deep.equal([]);
    });
});
