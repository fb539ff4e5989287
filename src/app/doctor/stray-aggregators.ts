import { deletionOf } from '../../desired/strays.js';
import { strayAggregators } from '../../observed/stray-aggregators.js';
import { type Check, listed, ok } from './check.js';

export const leftAggregators: Check = {
  code: 'D025',
  title: 'No former administrator has left an aggregator behind',
  what: 'An aggregator over the organization stays in an account that is deregistered, collects nothing from then on, and counts among the fifty of the account. AWS does not tell who was registered once, so each covered account that is not now is asked in each of its covered Regions: one call for each. (`status` asks in the home Region alone.) A Region that is not covered is not asked, since orgsecrets calls nothing there.',
  mend: 'Delete it, with credentials of its own account: no other can. Or register the account again. Apply deletes what orgsecrets made where a hub of it still stands (`--allow-destroy`), and never another’s.',
  async examine({ run, desired: wanted }) {
    const desired = await wanted();
    const { found, looked, unseen } = await strayAggregators(
      desired,
      'every-region',
      run.aws.members,
      run.signal,
    );
    const where = `${looked} accounts looked at, each in its covered Regions`;
    const [first] = unseen;
    const blindIn = new Set(unseen.map(({ accountId }) => accountId)).size;
    const blind = first
      ? `; ${blindIn} could not be, first ${first.accountId}, ${first.region}: ${first.reason}`
      : '';
    if (found.length > 0)
      return {
        verdict: 'warning',
        reason: `collects nothing, since its account administers AWS Config no more: ${listed(found.map(({ name, accountId, region, ours }) => `${name} in ${accountId}, ${region}${ours ? ' (made by orgsecrets)' : ''}`))}; ${where}${blind}`,
        mend: found.map(deletionOf).join('\n'),
      };
    if (!first) return ok(`none; ${where}`);
    return {
      verdict: 'unknown',
      reason: `none; ${where}${blind}`,
      mend: 'Nothing, if the accounts are new: apply deploys the roles that can look.',
    };
  },
};
