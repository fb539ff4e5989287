import type { RuleName } from './catalog.js';

/** How much a finding matters; ours, since AWS gives all of its controls for secrets the same. */
export const severities = ['high', 'medium', 'low'] as const;

export type Severity = (typeof severities)[number];

/** The hub's template has the same; a test compares them. */
export const ruleSeverity: Readonly<Record<RuleName, Severity>> = {
  'secretsmanager-rotation-enabled-check': 'medium',
  'secretsmanager-scheduled-rotation-success-check': 'high',
  'secretsmanager-secret-periodic-rotation': 'medium',
  'secretsmanager-secret-unused': 'low',
  'secretsmanager-using-cmk': 'low',
};
