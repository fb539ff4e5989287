import type { RuleName } from '../model/catalog.js';

/** What a person is told of a finding under a rule. The hub's template has the same words; a test compares them. */
export interface RuleWords {
  /** A heading, without the secret. */
  readonly title: string;
  /** What is wrong: a sentence whose subject is the secret. */
  readonly meaning: string;
  /** What to do, in order. */
  readonly nextSteps: readonly string[];
}

export const ruleWords: Readonly<Record<RuleName, RuleWords>> = {
  'secretsmanager-rotation-enabled-check': {
    title: 'A secret does not rotate',
    meaning: 'is not configured for rotation, or rotates less often than the rule asks',
    nextSteps: ['Turn on automatic rotation for the secret, at least as often as the rule asks.'],
  },
  'secretsmanager-scheduled-rotation-success-check': {
    title: 'The rotation of a secret failed',
    meaning: 'did not rotate when its schedule said',
    nextSteps: [
      'Read the log of the rotation function, and put right what made it fail.',
      'Rotate the secret once by hand, to see that it works again.',
    ],
  },
  'secretsmanager-secret-periodic-rotation': {
    title: 'A secret was not rotated for too long',
    meaning: 'was not rotated within the days that the rule allows',
    nextSteps: ['Rotate the secret now, and schedule its rotation so that it stays within the days allowed.'],
  },
  'secretsmanager-secret-unused': {
    title: 'A secret is not used',
    meaning: 'was not read within the days that the rule allows',
    nextSteps: [
      'Ask its owner whether it is still needed.',
      'If not, delete it: it can be restored for at least seven days.',
    ],
  },
  'secretsmanager-using-cmk': {
    title: 'A secret is not encrypted with a customer managed key',
    meaning: 'is encrypted with the key aws/secretsmanager, or with a key of another account',
    nextSteps: [
      'Encrypt it with a customer managed key.',
      'A key of another account is reported although it is customer managed: agree to an exception then.',
    ],
  },
};

/** Added to every list of next steps. */
export const exceptionStep =
  'Where it has to stay as it is, agree to an exception: report.exceptions in the org.yaml.';

/** AWS's page on what a rule asks for. */
export function rulePage(rule: RuleName): string {
  return `https://docs.aws.amazon.com/config/latest/developerguide/${rule}.html`;
}
