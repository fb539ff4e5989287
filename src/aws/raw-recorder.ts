import {
  type ConfigServiceClient,
  type ConfigurationRecorder,
  DescribeConfigurationRecordersCommand,
  type DescribeConfigurationRecordersCommandInput,
  type DescribeConfigurationRecordersCommandOutput,
  PutConfigurationRecorderCommand,
  type PutConfigurationRecorderCommandInput,
  type PutConfigurationRecorderCommandOutput,
} from '@aws-sdk/client-config-service';
import type { DeserializeMiddleware, SerializeMiddleware } from '@smithy/types';
import { required } from './errors.js';

/**
 * A recorder as AWS's JSON has it. A put replaces the whole recorder, and the SDK drops members that it does not know
 * from answers and requests, so what it would make of a recorder can't be put back.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutConfigurationRecorder.html
 */
export async function readRawRecorder(
  client: ConfigServiceClient,
  name: string,
): Promise<ConfigurationRecorder> {
  const command = new DescribeConfigurationRecordersCommand({ ConfigurationRecorderNames: [name] });
  let body = '';
  const keepBody: DeserializeMiddleware<
    DescribeConfigurationRecordersCommandInput,
    DescribeConfigurationRecordersCommandOutput
  > = (next) => async (args) => {
    const result = await next(args);
    const response = result.response as { body: AsyncIterable<Uint8Array> | Uint8Array };
    const bytes = await collect(response.body);
    body = bytes.toString('utf8');
    response.body = bytes;
    return result;
  };
  command.middlewareStack.addRelativeTo(keepBody, {
    relation: 'after',
    toMiddleware: 'deserializerMiddleware',
    name: 'orgsecretsRawAnswer',
  });
  await client.send(command);
  const answer = JSON.parse(body) as { ConfigurationRecorders?: ConfigurationRecorder[] };
  return required(answer.ConfigurationRecorders?.[0], 'DescribeConfigurationRecorders');
}

/** Puts a recorder with all of its members, known to the SDK or not. */
export async function putRawRecorder(
  client: ConfigServiceClient,
  recorder: ConfigurationRecorder,
): Promise<void> {
  const command = new PutConfigurationRecorderCommand({ ConfigurationRecorder: recorder });
  const sendWhole: SerializeMiddleware<
    PutConfigurationRecorderCommandInput,
    PutConfigurationRecorderCommandOutput
  > = (next) => (args) => {
    (args.request as { body: string }).body = JSON.stringify({ ConfigurationRecorder: recorder });
    return next(args);
  };
  command.middlewareStack.addRelativeTo(sendWhole, {
    relation: 'after',
    toMiddleware: 'serializerMiddleware',
    name: 'orgsecretsRawRequest',
  });
  await client.send(command);
}

async function collect(body: AsyncIterable<Uint8Array> | Uint8Array): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts);
}
