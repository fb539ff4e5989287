/*
 * The cron expressions of rotation schedules: `cron(0 8 1 * ? *)`, in UTC, minute 0, every year.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html
 */

interface Cron {
  readonly hours: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly isDay: (date: Date) => boolean;
}

const day = 86_400_000;
const monthNames = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdayNames = 'SUN MON TUE WED THU FRI SAT'.split(' ');

/** The first `count` moments after `from` (ms since the epoch) at which the schedule begins; none for what is no such expression. */
export function cronRuns(expression: string, from: number, count: number): readonly number[] {
  const cron = parse(expression);
  const runs: number[] = [];
  if (cron === undefined) return runs;
  const first = Math.floor(from / day) * day;
  // The rarest schedule runs on the fifth of some weekday in one month.
  for (let at = first; at < first + 4000 * day && runs.length < count; at += day) {
    const date = new Date(at);
    if (!cron.months.has(date.getUTCMonth() + 1) || !cron.isDay(date)) continue;
    for (const hour of [...cron.hours].sort((a, b) => a - b)) {
      const run = at + hour * 3_600_000;
      if (run > from && runs.length < count) runs.push(run);
    }
  }
  return runs;
}

function parse(expression: string): Cron | undefined {
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/) ?? [];
  const [minute, hour = '', date = '', month = '', weekday = '', year] = fields;
  if (fields.length !== 6 || minute !== '0' || year !== '*') return undefined;
  const hours = values(hour, 0, 23);
  const months = values(month, 1, 12, monthNames, 1);
  const isDay = weekday === '?' ? dateTest(date) : date === '?' ? weekdayTest(weekday) : undefined;
  return hours === undefined || months === undefined || isDay === undefined
    ? undefined
    : { hours, months, isDay };
}

function dateTest(field: string): Cron['isDay'] | undefined {
  if (field === 'L') return (date) => new Date(date.getTime() + day).getUTCDate() === 1;
  const dates = values(field, 1, 31);
  return dates && ((date) => dates.has(date.getUTCDate()));
}

/** 1 is Sunday; `2#1` the first Monday of the month, `6L` its last Friday. */
function weekdayTest(field: string): Cron['isDay'] | undefined {
  const [, which, nth, last] = /^(\d|[A-Z]{3})(?:#([1-5])|(L))$/.exec(field) ?? [];
  const weekdays = values(which ?? field, 1, 7, weekdayNames, 1);
  if (weekdays === undefined) return undefined;
  return (date) => {
    if (!weekdays.has(date.getUTCDay() + 1)) return false;
    if (nth !== undefined) return Math.ceil(date.getUTCDate() / 7) === Number(nth);
    return last === undefined || new Date(date.getTime() + 7 * day).getUTCMonth() !== date.getUTCMonth();
  };
}

/** `*`, `1,3`, `MON-FRI`, `0/4`, `/4`. */
function values(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
  firstName = 0,
): ReadonlySet<number> | undefined {
  const number = (text: string): number =>
    names.includes(text) ? names.indexOf(text) + firstName : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const [from, to] =
      range === '*' || (range === '' && step !== undefined) ? [least, most] : range.split('-').map(number);
    const end = to ?? (step === undefined ? from : most);
    const by = step === undefined ? 1 : number(step);
    if (from === undefined || end === undefined || !(from >= least && end <= most && from <= end && by >= 1))
      return undefined;
    for (let each = from; each <= end; each += by) found.add(each);
  }
  return found;
}
