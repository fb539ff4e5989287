import type { RecorderLook } from '../model/observed.js';
import type { Organization } from '../model/organization.js';

/** https://docs.aws.amazon.com/organizations/latest/userguide/services-that-can-integrate-CTower.html */
export const controlTowerService = 'controltower.amazonaws.com';

/** Has Control Tower been set up in the organization? It needs trusted access for itself. */
export function hasControlTower({ trustedServices }: Pick<Organization, 'trustedServices'>): boolean {
  return trustedServices.includes(controlTowerService);
}

/**
 * A recorder that Control Tower made: it governs the target. Its role tells too, where the recorder has another name
 * because the account brought it along (`aws-controltower-ConfigRecorderRole-customer-created`).
 * https://docs.aws.amazon.com/controltower/latest/userguide/existing-config-resources.html
 */
export function isControlTowers({ name, settings }: Pick<RecorderLook, 'name' | 'settings'>): boolean {
  const role = settings?.roleArn.split('/').at(-1) ?? '';
  return name.startsWith('aws-controltower-') || role.startsWith('aws-controltower-');
}
