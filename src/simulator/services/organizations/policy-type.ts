import { text } from '../../kernel/input.js';
import { invalidInput } from './errors.js';
import type { Shape } from '../../kernel/contract.js';

/** The policy types of the API model. Only service control policies exist in this world; the other lists are empty. */
const types = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
  'TAG_POLICY',
  'BACKUP_POLICY',
  'AISERVICES_OPT_OUT_POLICY',
  'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
  'SECURITYHUB_POLICY',
];

/** Does the required Filter ask for service control policies? */
export function isServiceControl(input: Shape): boolean {
  const filter = text(input, 'Filter');
  if (filter === undefined || !types.includes(filter))
    throw invalidInput('INVALID_ENUM_POLICY_TYPE', 'You specified an invalid policy type.');
  return filter === 'SERVICE_CONTROL_POLICY';
}
