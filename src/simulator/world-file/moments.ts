import { z } from 'zod';

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A moment of a world: an absolute one, or one counted from the world's start. */
export const moment = z
  .union([z.iso.datetime(), z.string().regex(/^[-+]\d+(\.\d+)?[smhd]$/, 'must look like -90d or +3h')])
  .meta({ description: 'ISO 8601, or counted from the start of the world: -90d, +3h, +10m, +5s.' });

/** In epoch milliseconds. */
export function timeOf(at: z.output<typeof moment>, startsAt: number): number {
  const [, sign, count, unit] = /^([-+])([\d.]+)([smhd])$/.exec(at) ?? [];
  if (unit === undefined) return Date.parse(at);
  return startsAt + Math.round(Number(`${sign ?? ''}${count ?? ''}`) * (units[unit] ?? 0));
}
