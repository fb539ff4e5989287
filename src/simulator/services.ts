import { operations as accountOperations } from './services/account/operations.js';
import { seed as seedAccount } from './services/account/seed.js';
import { onAccountMoved } from './services/cloudformation/auto-deployment.js';
import { cloudFormationOperations } from './services/cloudformation/operations.js';
import { seed as seedCloudFormation } from './services/cloudformation/seed.js';
import { lookupEvents } from './services/cloudtrail/lookup-events.js';
import { onResourceChanged } from './services/config/on-resource-changed.js';
import { operations as configOperations } from './services/config/operations.js';
import { providers as configProviders } from './services/config/providers.js';
import { seed as seedConfig, seedFindings } from './services/config/seed.js';
import { operations as eventsOperations } from './services/events/operations.js';
import { providers as eventsProviders } from './services/events/providers.js';
import { operations as iamOperations } from './services/iam/operations.js';
import { providers as iamProviders } from './services/iam/providers.js';
import { seed as seedIam } from './services/iam/seed.js';
import { seed as seedKms } from './services/kms/seed.js';
import { seed as seedFunctions } from './services/lambda/seed.js';
import { operations as kmsOperations } from './services/kms/operations.js';
import { providers as kmsProviders } from './services/kms/providers.js';
import { moveAccount } from './services/organizations/move-account.js';
import { operations as organizationsOperations } from './services/organizations/operations.js';
import { seed as seedOrganizations } from './services/organizations/seed.js';
import { operations as s3Operations } from './services/s3/operations.js';
import { providers as s3Providers } from './services/s3/providers.js';
import { seed as seedS3 } from './services/s3/seed.js';
import { operations as secretsOperations } from './services/secretsmanager/operations.js';
import { seed as seedSecrets } from './services/secretsmanager/seed.js';
import { operations as serviceQuotasOperations } from './services/servicequotas/operations.js';
import { seed as seedServiceQuotas } from './services/servicequotas/seed.js';
import { operations as snsOperations } from './services/sns/operations.js';
import { providers as snsProviders } from './services/sns/providers.js';
import { operations as sqsOperations } from './services/sqs/operations.js';
import { operations as stsOperations } from './services/sts/operations.js';
import type { CallRecord } from './kernel/call-log.js';
import { seedTimeline } from './timeline/run.js';
import type { Operation, ResourceProvider, World } from './kernel/contract.js';
import type { CredentialStore } from './kernel/credentials.js';
import type { WorldFile } from './world-file/schema.js';

/** Makers of the resource types that stacks may hold. */
const providers: readonly ResourceProvider[] = [
  ...iamProviders,
  ...s3Providers,
  ...snsProviders,
  ...kmsProviders,
  ...eventsProviders,
  ...configProviders,
];

/** What follows when a resource changes. */
export { onResourceChanged };

/** Every operation of every service. */
export function simulatedOperations(
  credentials: CredentialStore,
  log: readonly CallRecord[],
): readonly Operation[] {
  return [
    ...stsOperations(credentials),
    ...organizationsOperations,
    moveAccount(onAccountMoved),
    ...accountOperations,
    ...iamOperations,
    ...s3Operations,
    ...snsOperations,
    ...sqsOperations,
    lookupEvents(log),
    ...kmsOperations,
    ...eventsOperations,
    ...configOperations,
    ...secretsOperations,
    ...serviceQuotasOperations,
    ...cloudFormationOperations(providers),
  ];
}

/** Fills a new world; identity first, since the others refer to it. */
export function seedWorld(world: World, file: WorldFile): void {
  seedOrganizations(world, file);
  seedAccount(world, file);
  seedIam(world, file);
  seedS3(world, file);
  seedKms(world, file);
  seedFunctions(world, file);
  seedSecrets(world, file);
  seedConfig(world, file);
  seedTimeline(world, file);
  seedFindings(world, file);
  seedServiceQuotas(world, file);
  seedCloudFormation(world, file);
}
