import { ServiceError } from '../../kernel/contract.js';
import type { Operation } from '../../kernel/contract.js';
import { requiredText, shapes, text } from '../../kernel/input.js';
import { secretArn, versionId } from './arns.js';
import { replication } from './shapes.js';
import { putSecret, secretsIn } from './state.js';
import type { Secret } from './state.js';
import { checkTags, tagsOf } from './tags.js';

/**
 * Makes a secret; a value that comes with it is neither kept nor logged, though the secret then has a version, as if there
 * were one. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
 */
export const createSecret: Operation = {
  service: 'secretsmanager',
  name: 'CreateSecret',
  mutating: true,
  logged: ['Name', 'ClientRequestToken', 'Description', 'KmsKeyId', 'Tags', 'AddReplicaRegions'],
  access(input, { world, caller, region }) {
    const name = text(input, 'Name') ?? '*';
    // The suffix is not known yet: question marks fit the patterns of policies.
    const resource = `arn:${world.partition}:secretsmanager:${region}:${caller.accountId}:secret:${name}-??????`;
    const tags = Object.entries(tagsOf(input));
    const context = {
      'secretsmanager:Name': name,
      'aws:TagKeys': tags.map(([key]) => key),
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    };
    return [{ action: 'secretsmanager:CreateSecret', resource, context }];
  },
  handle(input, call) {
    const { world, region } = call;
    const place = { accountId: call.caller.accountId, region };
    const name = requiredText(input, 'Name');
    checkName(name);
    const existing = secretsIn(world, place)[name];
    if (existing?.deletionAt !== undefined) {
      throw new ServiceError(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    if (existing !== undefined) {
      throw new ServiceError(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    const now = world.clock.now();
    const [description, kmsKeyId] = [text(input, 'Description'), text(input, 'KmsKeyId')];
    const version = text(input, 'ClientRequestToken') ?? versionId(world);
    const replicas = (shapes(input, 'AddReplicaRegions') ?? []).map((replica) => {
      const key = text(replica, 'KmsKeyId');
      return { region: text(replica, 'Region') ?? '', ...(key === undefined ? {} : { kmsKeyId: key }) };
    });
    const secret: Secret = {
      arn: secretArn(world, place, name),
      name,
      ...(description === undefined ? {} : { description }),
      ...(kmsKeyId === undefined || kmsKeyId === '' ? {} : { kmsKeyId }),
      createdAt: now,
      lastChangedAt: now,
      ...(replicas.length === 0 ? {} : { primaryRegion: region, replicas }),
      tags: checkTags(tagsOf(input)),
      currentVersion: version,
    };
    putSecret(world, secret);
    return { ARN: secret.arn, Name: name, VersionId: version, ReplicationStatus: replication(secret) };
  },
};

/** The text: moto's. */
function checkName(name: string): void {
  if (/^[A-Za-z0-9/_+=.@-]{1,512}$/.test(name)) return;
  throw new ServiceError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}
