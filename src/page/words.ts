const numbers = new Intl.NumberFormat('en');
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export function number(value: number): string {
  return numbers.format(value);
}

/** Never rounded up to all: 99.96 % is not 100 %. */
export function percent(share: number): string {
  return share < 1 && share > 0.999 ? '> 99.9%' : percents.format(share);
}

/** In UTC, as AWS says its times. */
export function dayAndTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

/** Hours as a person says them; empty where nobody knows. */
export function ageWords(hours: number): string {
  if (hours < 0) return '';
  if (hours < 1) return '< 1 h';
  if (hours < 48) return `${hours} h`;
  return `${number(Math.floor(hours / 24))} days`;
}

/** `secretsmanager-secret-unused` → `unused`: the part that tells it from the others, as on a terminal. */
export function shortRule(name: string): string {
  return name.replace(/^secretsmanager-(secret-)?/, '');
}
