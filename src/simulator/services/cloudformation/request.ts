import { flag, shapes, text, texts } from '../../kernel/input.js';
import type { Shape } from '../../kernel/contract.js';
import { validationError } from './errors.js';
import type { Tag } from './stacks/state.js';

const MAX_BODY_BYTES = 51_200;
const MAX_TAGS = 50;

/** A name that must match CloudFormation's pattern for stacks and StackSets. */
export function readName(input: Shape, member: string): string {
  const name = text(input, member) ?? '';
  const path = `${member.charAt(0).toLowerCase()}${member.slice(1)}`;
  if (name === '')
    throw validationError(
      `1 validation error detected: Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    );
  if (!/^[a-zA-Z][-a-zA-Z0-9]*$/.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${name}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  if (name.length > 128)
    throw validationError(
      `1 validation error detected: Value '${name}' at '${path}' failed to satisfy constraint: Member must have length less than or equal to 128`,
    );
  return name;
}

/** The template's text; undefined where the request says to go on with the previous one, or says nothing and `optional`. */
export function readBody(input: Shape, previousAllowed: boolean): string | undefined {
  const body = text(input, 'TemplateBody');
  if (text(input, 'TemplateURL') !== undefined) throw validationError('TemplateURL must be a supported URL.');
  if (previousAllowed && flag(input, 'UsePreviousTemplate') === true) {
    if (body !== undefined)
      throw validationError('You cannot specify both usePreviousTemplate and Template URL or Template Body.');
    return undefined;
  }
  if (body === undefined || body === '')
    throw validationError('Either Template URL or Template Body must be specified.');
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) {
    throw validationError(
      `1 validation error detected: Value '${body.slice(0, 40)}...' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAX_BODY_BYTES}`,
    );
  }
  return body;
}

/**
 * The values a request gives. `UsePreviousValue` takes the value from `previous`.
 * @param member `Parameters`, or `ParameterOverrides` of StackSets
 */
export function readParameters(
  input: Shape,
  previous: Readonly<Record<string, string>>,
  member = 'Parameters',
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const item of shapes(input, member) ?? []) {
    const key = text(item, 'ParameterKey') ?? '';
    const value = text(item, 'ParameterValue');
    const keep = flag(item, 'UsePreviousValue') === true;
    if (keep && value !== undefined)
      throw validationError(
        `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
      );
    if (keep) {
      const before = previous[key];
      if (before === undefined)
        throw validationError(
          `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
        );
      values[key] = before;
    } else if (value !== undefined) values[key] = value;
    else
      throw validationError(
        `Invalid input for parameter key ${key}. Need to specify either usePreviousValue as true or a value for a parameter or new value`,
      );
  }
  return values;
}

/** Tags of a request; undefined where it says nothing of tags. */
export function readTags(input: Shape): readonly Tag[] | undefined {
  const tags = shapes(input, 'Tags')?.map((tag) => ({
    Key: text(tag, 'Key') ?? '',
    Value: text(tag, 'Value') ?? '',
  }));
  if (!tags) return undefined;
  if (tags.length > MAX_TAGS)
    throw validationError(
      `1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to ${MAX_TAGS}`,
    );
  const system = tags.find(({ Key }) => Key.toLowerCase().startsWith('aws:'));
  if (system)
    throw validationError(`Tag keys starting with 'aws:' are reserved for system use: ${system.Key}`);
  return tags;
}

const CAPABILITIES = new Set(['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND']);

export function readCapabilities(input: Shape): readonly string[] {
  const capabilities = texts(input, 'Capabilities') ?? [];
  const unknown = capabilities.find((name) => !CAPABILITIES.has(name));
  if (unknown !== undefined) {
    throw validationError(
      `1 validation error detected: Value '[${capabilities.join(', ')}]' at 'capabilities' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [CAPABILITY_AUTO_EXPAND, CAPABILITY_NAMED_IAM, CAPABILITY_IAM]]`,
    );
  }
  return capabilities;
}
