import { z } from 'zod';
import type { DoctorCheck } from '../types.js';

export const doctorSchema = z
  .strictObject({
    checks: z.array(
      z.strictObject({
        code: z.string().regex(/^D\d{3}$/),
        title: z.string(),
        verdict: z.enum(['ok', 'warning', 'failed', 'unknown', 'ignored']),
        reason: z.string(),
        mend: z.string().optional().describe('The command or console step that mends it.'),
      }),
    ),
  })
  .describe('What `orgsecrets doctor --json` prints.');

export type DoctorDocument = z.infer<typeof doctorSchema>;

export function doctorDocument(checks: readonly DoctorCheck[]): DoctorDocument {
  return {
    checks: checks.map(({ code, title, verdict, reason, mend }) => ({
      code,
      title,
      verdict,
      reason,
      ...(mend && { mend }),
    })),
  };
}
