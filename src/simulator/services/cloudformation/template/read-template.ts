import { validationError } from '../errors.js';
import { isFields } from './model.js';
import type {
  DeletionPolicy,
  Fields,
  OutputDeclaration,
  ParameterDeclaration,
  ResourceDeclaration,
  Template,
} from './model.js';
import { readText } from './read-text.js';

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Mappings',
  'Conditions',
  'Rules',
  'Transform',
  'Resources',
  'Outputs',
  'Hooks',
]);

/** Reads a template's text into its sections. Structure alone is checked here; references are in `check-template.ts`. */
export function readTemplate(body: string): Template {
  const data = readText(body);
  if (!isFields(data)) throw validationError('Template format error: unsupported structure.');
  const unknown = Object.keys(data).filter((key) => !SECTIONS.has(key));
  if (unknown.length > 0)
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  const resources = section(data, 'Resources');
  if (Object.keys(resources).length === 0)
    throw validationError('Template format error: At least one Resources member must be defined.');
  return {
    ...(typeof data['Description'] === 'string' ? { description: data['Description'] } : {}),
    ...(data['Transform'] === undefined ? {} : { transform: data['Transform'] }),
    parameters: mapped(section(data, 'Parameters'), readParameter),
    mappings: section(data, 'Mappings'),
    conditions: section(data, 'Conditions'),
    rules: section(data, 'Rules'),
    resources: mapped(resources, readResource),
    outputs: mapped(section(data, 'Outputs'), readOutput),
  };
}

function section(data: Fields, name: string): Fields {
  const value = data[name];
  if (value === undefined || value === null) return {};
  if (!isFields(value)) throw validationError(`Template format error: Every ${name} object must be a map.`);
  return value;
}

function mapped<T>(fields: Fields, read: (name: string, value: Fields) => T): Record<string, T> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (!/^[a-zA-Z0-9]+$/.test(name))
        throw validationError(`Template format error: Logical ID ${name} is non alphanumeric.`);
      if (!isFields(value)) throw validationError(`Template format error: [${name}] must be an object.`);
      return [name, read(name, value)];
    }),
  );
}

function readParameter(name: string, value: Fields): ParameterDeclaration {
  const type = value['Type'];
  if (typeof type !== 'string')
    throw validationError(`Template format error: Every Parameters object must contain a Type member.`);
  const allowed = value['AllowedValues'];
  if (allowed !== undefined && !Array.isArray(allowed))
    throw validationError(`Template format error: AllowedValues of parameter ${name} must be a list.`);
  return {
    type,
    ...optional('default', scalarText(value['Default'])),
    ...optional(
      'allowedValues',
      allowed?.map((item) => scalarText(item) ?? ''),
    ),
    ...optional('allowedPattern', scalarText(value['AllowedPattern'])),
    ...optional('minLength', number(value['MinLength'])),
    ...optional('maxLength', number(value['MaxLength'])),
    ...optional('minValue', number(value['MinValue'])),
    ...optional('maxValue', number(value['MaxValue'])),
    ...optional('description', scalarText(value['Description'])),
    ...optional('constraintDescription', scalarText(value['ConstraintDescription'])),
    noEcho: value['NoEcho'] === true || value['NoEcho'] === 'true',
  };
}

function readResource(name: string, value: Fields): ResourceDeclaration {
  const type = value['Type'];
  if (typeof type !== 'string')
    throw validationError(
      `Template format error: [/Resources/${name}] Every Resources object must contain a Type member.`,
    );
  const properties = value['Properties'] ?? {};
  if (!isFields(properties))
    throw validationError(`Template format error: [/Resources/${name}/Properties] must be an object.`);
  const dependsOn = value['DependsOn'] ?? [];
  const listed: readonly unknown[] = Array.isArray(dependsOn) ? dependsOn : [dependsOn];
  return {
    type,
    ...optional('condition', scalarText(value['Condition'])),
    properties,
    dependsOn: listed.map((item) => {
      if (typeof item !== 'string')
        throw validationError(
          `Template format error: DependsOn of ${name} must be a string or a list of strings.`,
        );
      return item;
    }),
    deletionPolicy: policy(name, 'DeletionPolicy', value['DeletionPolicy']),
    updateReplacePolicy: policy(name, 'UpdateReplacePolicy', value['UpdateReplacePolicy']),
  };
}

function policy(name: string, attribute: string, value: unknown): DeletionPolicy {
  if (value === undefined) return 'Delete';
  if (value === 'Delete' || value === 'Retain') return value;
  if (value === 'RetainExceptOnCreate' && attribute === 'DeletionPolicy') return value;
  throw validationError(
    `Template format error: Unrecognized ${attribute} ${JSON.stringify(value)} for resource ${name}`,
  );
}

function readOutput(name: string, value: Fields): OutputDeclaration {
  if (!('Value' in value))
    throw validationError(
      `Template format error: Output ${name} is malformed. The Value field of every Outputs member must be defined.`,
    );
  const exported = value['Export'];
  return {
    value: value['Value'],
    ...optional('description', scalarText(value['Description'])),
    ...optional('condition', scalarText(value['Condition'])),
    ...(isFields(exported) ? { exportName: exported['Name'] } : {}),
  };
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : undefined;
}

function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: T });
}
