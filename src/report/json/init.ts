import { z } from 'zod';
import type { InitView } from '../types.js';
import { accountId, calls, callsJson } from './common.js';

const administrators = z.array(accountId);

export const initSchema = z
  .strictObject({
    file: z.string().describe('The org.yaml that was written.'),
    found: z.strictObject({
      organizationId: z.string(),
      managementAccountId: accountId,
      caller: z.enum(['management-account', 'delegated-administrator']),
      callerPattern: z.strictObject({ arn: z.string(), note: z.string().optional() }),
      administrator: z.strictObject({ accountId, name: z.string(), why: z.string() }),
      homeRegion: z.strictObject({ region: z.string(), why: z.string() }),
      accounts: z.strictObject({
        active: z.int().min(0),
        inactive: z.array(z.strictObject({ accountId, name: z.string(), state: z.string() })),
      }),
      regions: z.strictObject({
        include: z.union([z.array(z.string()), z.literal('all')]),
        others: z.array(z.string()).describe('Looked at, and no recorder found.'),
      }),
      recorders: z.array(
        z.strictObject({
          accountId,
          region: z.string(),
          name: z.string(),
          recording: z.boolean(),
          recordsSecrets: z.boolean(),
          ours: z.boolean().describe('Has the name that ours have.'),
        }),
      ),
      looked: z.strictObject({
        accounts: z.int().min(0),
        of: z.int().min(0),
        regions: z.int().min(0),
        refused: z.array(z.strictObject({ accountId, reason: z.string() })),
      }),
      delegatedAdministrators: z.strictObject({ config: administrators, stackSets: administrators }),
      controlTower: z.array(z.string()).describe('What shows that Control Tower governs here.'),
    }),
    calls,
  })
  .describe('What `orgsecrets init --json` prints.');

export type InitDocument = z.infer<typeof initSchema>;

export function initDocument({ file, found, calls: counted }: InitView): InitDocument {
  const { callerPattern, accounts, regions, recorders, looked, delegatedAdministrators } = found;
  return {
    file,
    found: {
      ...found,
      callerPattern: {
        arn: callerPattern.arn,
        ...(callerPattern.note === undefined ? {} : { note: callerPattern.note }),
      },
      accounts: { ...accounts, inactive: [...accounts.inactive] },
      regions: {
        include: regions.include === 'all' ? 'all' : [...regions.include],
        others: [...regions.others],
      },
      recorders: [...recorders],
      looked: { ...looked, refused: [...looked.refused] },
      delegatedAdministrators: {
        config: [...delegatedAdministrators.config],
        stackSets: [...delegatedAdministrators.stackSets],
      },
      controlTower: [...found.controlTower],
    },
    calls: callsJson(counted),
  };
}
