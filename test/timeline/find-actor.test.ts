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

  it('is anybody who called on a key or a function: their changes have many names', () => {
    const call = event('DisableKey', now - 1.5 * day);
    expect(findActor(moment(['key'], { subject: 'key' }), asked([call]), now).known).to.equal(true);
  });
});
