import { controlTowerSigns } from '../control-tower-signs.js';
import { type Check, ok } from './check.js';

export const controlTower: Check = {
  code: 'D019',
  title: 'Control Tower',
  what: 'Where Control Tower is found, an account that has a recorder can’t be enrolled later (https://docs.aws.amazon.com/controltower/latest/userguide/existing-config-resources.html). Signs: its trusted access, its StackSets (in the Region of ours), its service control policies.',
  mend: 'Enrol accounts before orgsecrets covers them, or name those that are to be enrolled under `accounts.exclude`.',
  async examine({ trustedServices, stackSetNames, policies }) {
    const reads = await Promise.allSettled([trustedServices(), stackSetNames(), policies()]);
    const [trusted, sets, controls] = reads;
    const signs = controlTowerSigns({
      trustedServices: trusted.status === 'fulfilled' ? trusted.value : [],
      stackSets: sets.status === 'fulfilled' ? sets.value : [],
      policies: controls.status === 'fulfilled' ? controls.value.map(({ name }) => name) : [],
    });
    if (signs.length > 0)
      return {
        verdict: 'warning',
        reason: `found by ${signs.join('; ')}. An account in which orgsecrets makes a recorder can’t be enrolled later.`,
        mend: 'Enrol accounts first, or name those that are to be enrolled under accounts.exclude.',
      };
    const unread = reads.find((read) => read.status === 'rejected');
    if (unread) throw unread.reason;
    return ok('not found');
  },
};
