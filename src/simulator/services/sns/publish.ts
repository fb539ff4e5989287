import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { isShape, requiredText, shape, text } from '../../kernel/input.js';
import type { MessageAttribute } from '../sqs/state.js';
import { fanOut } from './deliver.js';
import { invalidParameter, openTopic, topicAccess } from './topic-access.js';

/** Bytes of a message with its attributes. Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const maximumBytes = 262_144;

/** The message goes to the topic's subscriptions. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export const publish: Operation = {
  service: 'sns',
  name: 'Publish',
  mutating: true,
  access: topicAccess('sns:Publish'),
  async handle(input, call) {
    const topic = openTopic(input, call);
    const message = requiredText(input, 'Message', 'InvalidParameter');
    const attributes = readAttributes(shape(input, 'MessageAttributes') ?? {});
    if (sizeOf(message, attributes) > maximumBytes) throw invalidParameter('Message too long');
    const key = topic.attributes['KmsMasterKeyId'];
    // The AWS managed key works for identities of the account alone; its rights are not modelled.
    if (key !== undefined && key !== 'alias/aws/sns') await useKey(call, key);
    const subject = readSubject(text(input, 'Subject'));
    const id = call.world.random.uuid();
    fanOut(call.world, topic, {
      id,
      topicArn: topic.arn,
      ...(subject === undefined ? {} : { subject }),
      messages: text(input, 'MessageStructure') === 'json' ? perProtocol(message) : { default: message },
      attributes,
    });
    return { MessageId: id };
  },
};

/**
 * "Must begin with a letter, number, or punctuation mark; must not include line breaks or control characters; and must
 * be less than 100 characters long", says API_Publish, of ASCII text.
 */
function readSubject(subject: string | undefined): string | undefined {
  if (subject === undefined || /^[!-~][ -~]{0,98}$/.test(subject)) return subject;
  throw invalidParameter('Subject');
}

function perProtocol(message: string): Record<string, string> {
  const parsed = parseObject(message);
  if (parsed === undefined) throw invalidParameter('Message Structure - JSON message body failed to parse');
  if (typeof parsed['default'] !== 'string')
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseObject(text: string): Shape | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isShape(parsed) ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readAttributes(given: Shape): Record<string, MessageAttribute> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const attribute = isShape(value) ? value : {};
      const DataType = text(attribute, 'DataType') ?? '';
      if (!/^(String|String\.Array|Number|Binary)\b/.test(DataType))
        throw new ServiceError(
          'ParameterValueInvalid',
          `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
        );
      const [StringValue, BinaryValue] = [text(attribute, 'StringValue'), text(attribute, 'BinaryValue')];
      return [
        name,
        {
          DataType,
          ...(StringValue === undefined ? {} : { StringValue }),
          ...(BinaryValue === undefined ? {} : { BinaryValue }),
        },
      ];
    }),
  );
}

function sizeOf(message: string, attributes: Readonly<Record<string, MessageAttribute>>): number {
  const parts = Object.entries(attributes).flatMap(
    ([name, { DataType, StringValue = '', BinaryValue = '' }]) => [name, DataType, StringValue, BinaryValue],
  );
  return [message, ...parts].reduce((sum, part) => sum + Buffer.byteLength(part), 0);
}

/** A publisher needs the key too: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
async function useKey(call: Call, key: string): Promise<void> {
  try {
    await call.world.invoke(
      'kms',
      'GenerateDataKey',
      { KeyId: key, KeySpec: 'AES_256' },
      {
        caller: { ...call.caller, calledVia: [...(call.caller.calledVia ?? []), 'sns.amazonaws.com'] },
        region: call.region,
      },
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.code === 'AccessDeniedException') throw new ServiceError('KMSAccessDenied', error.message);
    if (error.code === 'NotFoundException') throw new ServiceError('KMSNotFound', error.message);
    throw error;
  }
}
