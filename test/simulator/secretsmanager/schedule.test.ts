import { expect } from 'chai';
import { cronRuns } from '../../../src/simulator/services/secretsmanager/cron.js';
import {
  calculated,
  hoursBetweenRotations,
  isSchedule,
  nextRotation,
} from '../../../src/simulator/services/secretsmanager/schedule.js';

/** A Thursday. */
const start = Date.UTC(2026, 0, 1, 9);
const runs = (expression: string, count = 2): string[] =>
  cronRuns(expression, start, count).map((run) => new Date(run).toISOString().slice(0, 13));

describe('simulator: rotation schedules', () => {
  // Of the kinds that are told of at https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
  for (const [expression, expected] of [
    ['cron(0 10 * * ? *)', ['2026-01-01T10', '2026-01-02T10']],
    ['cron(0 18 ? * SAT *)', ['2026-01-03T18', '2026-01-10T18']],
    ['cron(0 8 1 * ? *)', ['2026-02-01T08', '2026-03-01T08']],
    ['cron(0 1 ? 1/3 SUN#1 *)', ['2026-01-04T01', '2026-04-05T01']],
    ['cron(0 17 L * ? *)', ['2026-01-31T17', '2026-02-28T17']],
    ['cron(0 8 ? * MON-FRI *)', ['2026-01-02T08', '2026-01-05T08']],
    ['cron(0 16 1,15 * ? *)', ['2026-01-01T16', '2026-01-15T16']],
    ['cron(0 0 ? * 2#1 *)', ['2026-01-05T00', '2026-02-02T00']],
    ['cron(0 /4 ? * * *)', ['2026-01-01T12', '2026-01-01T16']],
    ['cron(0 6 ? * 6L *)', ['2026-01-30T06', '2026-02-27T06']],
  ] as const) {
    it(`knows when ${expression} begins`, () => {
      expect(runs(expression)).to.deep.equal(expected);
    });
  }

  it('takes rates from four hours, and cron expressions on the hour of every year', () => {
    for (const good of ['rate(4 hours)', 'rate(1 day)', 'rate(999 days)', 'cron(0 10 * * ? *)'])
      expect(isSchedule(good), good).to.equal(true);
    for (const bad of [
      'rate(3 hours)',
      'rate(1000 days)',
      'rate(5 minutes)',
      'cron(5 10 * * ? *)',
      'cron(0 10 * * ? 2026)',
      'cron(0 10 1 * MON *)',
      'cron(0 25 * * ? *)',
      'cron(0 10 31 2 ? *)',
      'every day',
    ])
      expect(isSchedule(bad), bad).to.equal(false);
  });

  it('calculates the days between rotations, but for rates in hours', () => {
    const days = (scheduleExpression: string) =>
      calculated({ scheduleExpression }, start).automaticallyAfterDays;
    expect(days('rate(10 days)')).to.equal(10);
    expect(days('rate(12 hours)')).to.equal(undefined);
    expect(days('cron(0 8 1 * ? *)')).to.equal(28);
    expect(days('cron(0 8 ? * MON *)')).to.equal(7);
    expect(hoursBetweenRotations({ scheduleExpression: 'rate(12 hours)' })).to.equal(12);
    expect(hoursBetweenRotations({ automaticallyAfterDays: 2 })).to.equal(48);
    expect(hoursBetweenRotations(undefined)).to.equal(Infinity);
  });

  it('knows the next rotation after the last', () => {
    expect(nextRotation({ automaticallyAfterDays: 1 }, start)).to.equal(start + 86_400_000);
    expect(nextRotation({ scheduleExpression: 'rate(4 hours)' }, start)).to.equal(start + 14_400_000);
    expect(nextRotation({ scheduleExpression: 'cron(0 10 * * ? *)' }, start)).to.equal(start + 3_600_000);
    expect(nextRotation({}, start)).to.equal(undefined);
  });
});
