import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CollectionTag, ScalarTag } from 'yaml';

const templatesFolder = join(import.meta.dirname, '..', '..', 'templates');

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: unknown;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface Parameter {
  readonly Type: string;
  readonly Description?: string;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly unknown[];
}

export interface Template {
  readonly Description: string;
  readonly Parameters?: Readonly<Record<string, Parameter>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly [section: string]: unknown;
}

/** The short forms of CloudFormation's functions, read as their long forms. */
const scalars = ['Ref', 'Sub', 'GetAtt', 'Condition'];
const lists = ['If', 'Equals', 'Not', 'And', 'Or', 'Join', 'Select', 'Sub', 'GetAtt'];
const long = (name: string) => (name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`);
const customTags: (ScalarTag | CollectionTag)[] = [
  ...scalars.map((name): ScalarTag => ({ tag: `!${name}`, resolve: (value) => ({ [long(name)]: value }) })),
  ...lists.map((name): CollectionTag => ({
    tag: `!${name}`,
    collection: 'seq',
    resolve: (value) => ({ [long(name)]: value.toJSON() as unknown }),
  })),
];

export const templateFiles: readonly string[] = readdirSync(templatesFolder).filter((name) =>
  name.endsWith('.yaml'),
);

export function templateText(file: string): string {
  return readFileSync(join(templatesFolder, file), 'utf8');
}

export function loadTemplate(file: string): Template {
  return parseTemplate(templateText(file));
}

export function parseTemplate(text: string): Template {
  return parse(text, { customTags }) as Template;
}

/** Every object in a tree, the tree itself first. */
export function* objects(tree: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof tree !== 'object' || tree === null) return;
  if (!Array.isArray(tree)) yield tree as Record<string, unknown>;
  for (const value of Object.values(tree)) yield* objects(value);
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy document, those inside an Fn::If too. */
export function statements(document: unknown): readonly Statement[] {
  const found = [...objects(document)].filter((object) => 'Effect' in object && 'Action' in object);
  return found as unknown as Statement[];
}

export function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
