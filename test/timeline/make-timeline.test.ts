import { expect } from 'chai';
import type { RecordedItem, TrailEvent } from '../../src/model/timeline.js';
import { makeTimeline } from '../../src/timeline/make-timeline.js';

const now = Date.parse('2026-11-20T12:00:00.000Z');
const time = (seconds: number) => new Date(now - 3_600_000 + seconds * 1000).toISOString();
const place = { accountId: '333333333333', region: 'eu-west-1' };
const arn = `arn:aws:secretsmanager:${place.region}:${place.accountId}:secret:db-AbCdEf`;

const item = (seconds: number, description: string, tags: Record<string, string>): RecordedItem => ({
  at: time(seconds),
  status: 'recorded',
  configuration: { Description: description },
  tags,
});
const call = (name: string, seconds: number): TrailEvent => ({
  id: `${name}-${seconds}`,
  name,
  at: time(seconds),
  who: `arn:aws:sts::${place.accountId}:assumed-role/admin/ana`,
});

describe('two changes a second apart, whose items were recorded after both', () => {
  const untag = call('UntagResource', 100);
  const update = call('UpdateSecret', 101);
  const items = [item(0, 'old', { team: 'a' }), item(105, 'old', {}), item(106, 'new', {})];
  const actors = (events: readonly TrailEvent[]) =>
    makeTimeline(
      { ...place, arn, name: 'db' },
      [{ subject: 'secret', resourceId: arn, items, trail: { read: true, events } }],
      [],
      now,
    ).entries.map(({ changes: [change], actor }) => [change?.kind, actor]);

  it('have each the call that made it', () => {
    expect(actors([untag, update]).slice(0, 2)).to.deep.equal([
      ['metadata', { known: true, events: [update] }],
      ['tags', { known: true, events: [untag] }],
    ]);
  });

  it('have not both the one call that there is', () => {
    expect(actors([untag])[0]).to.deep.equal([
      'metadata',
      { known: false, reason: 'CloudTrail has no call on it that fits' },
    ]);
  });
});
