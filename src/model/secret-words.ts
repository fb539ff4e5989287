import type { SecretKey, SecretRotation } from './secret-report.js';

/** Which key a secret is under, in the same words in every report. */
export function keyText(key: SecretKey): string {
  switch (key.kind) {
    case 'aws-managed':
      return 'AWS managed';
    case 'customer-managed':
      return 'customer managed';
    case 'another-account':
      return `of account ${key.accountId}`;
    case 'unknown':
      return 'not recorded';
  }
}

/** What Config recorded of a rotation; `null` and missing: nothing. */
interface Rotation extends Partial<Pick<SecretRotation, 'schedule' | 'occursAsScheduled'>> {
  readonly enabled: boolean | null | undefined;
}

/** Whether and how a secret rotates, in the same words in every report. */
export function rotationText({ enabled, occursAsScheduled, schedule }: Rotation): string {
  if (enabled === undefined || enabled === null) return 'not recorded';
  if (!enabled) return 'off';
  const late = occursAsScheduled === false ? ', not as scheduled' : '';
  return `${schedule ?? 'on'}${late}`;
}
