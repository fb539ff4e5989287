import { InvalidArgumentError } from 'commander';
import { driftKindNames, type DriftKind } from '../model/drift.js';
import { nearest } from '../model/nearest.js';

/** A value of --accept-gaps, added to those before it. */
export function collectGap(value: string, before: readonly string[]): readonly string[] {
  if (!/^\d{12}(\/[a-z]{2,}(-[a-z0-9]+)+)?$/.test(value)) {
    throw new InvalidArgumentError('It must be an account id of twelve digits, or ACCOUNT/REGION.');
  }
  return [...before, value];
}

export function parseAccount(value: string): string {
  if (!/^\d{12}$/.test(value)) throw new InvalidArgumentError('It must be an account id of twelve digits.');
  return value;
}

/** A value of --account, added to those before it. */
export function collectAccount(value: string, before: readonly string[]): readonly string[] {
  return [...new Set([...before, parseAccount(value)])];
}

/** A value of --region, added to those before it. */
export function collectRegion(value: string, before: readonly string[]): readonly string[] {
  if (!/^[a-z]{2,}(-[a-z0-9]+)+$/.test(value))
    throw new InvalidArgumentError('It must be a Region, like eu-west-1.');
  return [...before, value];
}

/** A value of --ignore, added to those before it. */
export function collectCode(value: string, before: readonly string[]): readonly string[] {
  if (!/^D\d{3}$/.test(value)) throw new InvalidArgumentError('It must be the code of a check, like D006.');
  return [...before, value];
}

export function parsePort(value: string): number {
  const port = wholeNumber(value);
  if (port > 65_535) throw new InvalidArgumentError('It must be at most 65535.');
  return port;
}

export function wholeNumber(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
}

export function positiveNumber(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number) || number <= 0) {
    throw new InvalidArgumentError('It must be a number above zero.');
  }
  return number;
}

/** The path of an organizational unit. */
export function parseUnit(value: string): string {
  if (!/^\/($|[^/]+(\/[^/]+)*$)/.test(value))
    throw new InvalidArgumentError('It must be a path of names, like /Workloads/Prod.');
  return value;
}

/** A value of --only, kinds with commas between, added to those before it. */
export function collectKinds(value: string, before: readonly DriftKind[]): readonly DriftKind[] {
  const kinds = value.split(',').map((given) => {
    const kind = driftKindNames.find((known) => known === given.trim());
    if (kind !== undefined) return kind;
    const meant = nearest(given.trim(), driftKindNames);
    const way = meant === undefined ? `They are: ${driftKindNames.join(', ')}.` : `Did you mean "${meant}"?`;
    throw new InvalidArgumentError(`"${given}" is no kind of drift. ${way}`);
  });
  return [...new Set([...before, ...kinds])];
}
