import { bucketRegionsAskedFor } from '../../desired/deliveries.js';
import { bucketName, bucketStackSetName, ownershipTag } from '../../desired/names.js';
import { type Check, ok } from './check.js';

export const bucket: Check = {
  code: 'D020',
  title: 'The bucket’s name is free, or the bucket is there',
  what: 'Names of buckets are unique over all accounts of AWS. The one that the hub will make must be free, or kept from an earlier hub; one that `delivery.bucket` names must exist. Asked without a signature, so that it needs no permission.',
  mend: 'Choose another `stackSets.prefix`; or make the bucket that `delivery.bucket` names.',
  async examine({ run, stackSetNames }) {
    const { config, aws } = run;
    const { bucket: given } = config.delivery;
    const { accountId, homeRegion } = config.delegatedAdministrator;
    const { prefix } = config.stackSets;
    if (given !== undefined)
      return (await aws.bucketExists(given))
        ? ok(`${given} exists; whether AWS Config may write to it shows in the canary of apply`)
        : {
            verdict: 'failed',
            reason: `${given}, which delivery.bucket names, does not exist`,
            mend: `aws s3api create-bucket --bucket ${given}, with a policy that admits AWS Config; or leave delivery.bucket out, and orgsecrets makes one.`,
          };
    const free: string[] = [];
    const ours: string[] = [];
    for (const region of bucketRegionsAskedFor(config, run.catalog, aws.identity.partition)) {
      const name = bucketName({ prefix, administratorAccountId: accountId }, region);
      if (!(await aws.bucketExists(name))) {
        free.push(name);
        continue;
      }
      const stackSet = bucketStackSetName(prefix, region, homeRegion);
      const found = (await stackSetNames()).includes(stackSet)
        ? await aws.stackSets.describeStackSet(stackSet)
        : undefined;
      if (found?.tags[ownershipTag] === prefix) ours.push(name);
      else
        return {
          verdict: 'warning',
          reason: `${name} exists, and there is no hub: it was kept from an earlier one, which is well, or it is somebody else’s, and the hub will fail`,
          mend: `In account ${accountId}: aws s3api head-bucket --bucket ${name} --expected-bucket-owner ${accountId}\nIf it is not that account’s, choose another stackSets.prefix.`,
        };
    }
    return ok(
      [...free.map((name) => `${name} is free`), ...ours.map((name) => `${name} is the hub’s`)].join('; '),
    );
  },
};
