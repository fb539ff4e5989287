import { daysAtLeast } from '../../findings/age.js';
import { countNameOf } from '../../findings/count.js';
import type { RuleName } from '../../model/catalog.js';
import type { Finding, ReportedSecret, SecretException } from '../../model/secret-report.js';
import { count } from '../text/style.js';
import { oneLine } from '../text/width.js';

/** `using-cmk`: the part of a rule's name that tells it from the others. */
export function shortRule(rule: RuleName): string {
  return rule.replace(/^secretsmanager-(secret-)?/, '');
}

/** What is true of a secret that a rule calls COMPLIANT. */
export const ruleTitles: Readonly<Record<RuleName, string>> = {
  'secretsmanager-rotation-enabled-check': 'Rotation is turned on',
  'secretsmanager-scheduled-rotation-success-check': 'Rotation succeeds as scheduled',
  'secretsmanager-secret-periodic-rotation': 'Rotated lately',
  'secretsmanager-secret-unused': 'In use',
  'secretsmanager-using-cmk': 'Customer managed key',
};

/** AWS's page on a rule. */
export function rulePage(rule: RuleName): string {
  return `https://docs.aws.amazon.com/config/latest/developerguide/${rule}.html`;
}

/** What a person does about a secret that a rule calls NON_COMPLIANT. */
export const whatToDo: Readonly<Record<RuleName, string>> = {
  'secretsmanager-rotation-enabled-check':
    'Turn on automatic rotation of the secret, as often as the rule asks for.',
  'secretsmanager-scheduled-rotation-success-check':
    'Find out from the logs of the rotation function why the last rotation failed, and rotate the secret.',
  'secretsmanager-secret-periodic-rotation': 'Rotate the secret, or turn on automatic rotation.',
  'secretsmanager-secret-unused': 'Delete the secret if nothing needs it any more.',
  'secretsmanager-using-cmk': 'Encrypt the secret with a customer managed KMS key.',
};

/** A time of Secrets Manager: what was read, or why there is none. */
export function accessText(
  { access }: Pick<ReportedSecret, 'access'>,
  of: 'lastRotated' | 'nextRotation' | 'lastAccessed',
): string {
  if (access === 'not-read') return 'not recorded by Config';
  if ('unknown' in access) return `unknown: ${access.unknown}`;
  // AWS tells no last rotation of a secret that is not set to rotate, though it may have been rotated by hand.
  return access[of] ?? (of === 'nextRotation' ? 'none' : 'none known');
}

/** `team=shop`, of each tag that the org.yaml names. */
export function tagTexts({ tags }: Pick<ReportedSecret, 'tags'>): readonly string[] {
  return Object.entries(tags).map(([key, value]) => oneLine(`${key}=${value}`));
}

export function exceptionText({ expired, expires, owner, reason }: SecretException): string {
  return `${expired ? 'expired' : 'agreed until'} ${expires} (${owner}): ${reason}`;
}

/** How old a finding is at the least; `undefined` where nothing is known of it. */
export function ageText(finding: Finding, generatedAt: string): string | undefined {
  const days = daysAtLeast(finding, generatedAt);
  if (days === undefined) return undefined;
  return days < 1 ? 'recorded today' : `for at least ${count(days, 'day')}`;
}

/** The rules that a secret has open findings under, with what is to be said of each; an age that all share stands once. */
export function openFindingsText({ findings }: ReportedSecret, generatedAt: string): string {
  const open = findings.filter(isOpen);
  const ages = new Set(open.map((finding) => ageText(finding, generatedAt)));
  const shared = open.length > 1 && ages.size === 1 ? [...ages][0] : undefined;
  const each = open.map((finding) => {
    const notes = [
      shared === undefined ? ageText(finding, generatedAt) : undefined,
      finding.falsePositive === undefined ? undefined : 'known false positive',
      finding.exception === undefined ? undefined : 'its exception has expired',
    ].filter((note) => note !== undefined);
    return notes.length === 0 ? shortRule(finding.rule) : `${shortRule(finding.rule)} (${notes.join(', ')})`;
  });
  return [...each, ...(shared === undefined ? [] : [`all ${shared}`])].join(', ');
}

/** 93.4 %, and never 100.0 % of what is not all. */
export function percent(share: number): string {
  const tenths = share * 1000;
  const rounded = share < 1 ? Math.min(999, Math.round(tenths)) : 1000;
  return `${(share > 0 && rounded === 0 ? 0.1 : rounded / 10).toFixed(1)} %`;
}

export function isOpen(finding: Finding): boolean {
  return countNameOf(finding) === 'nonCompliant';
}
