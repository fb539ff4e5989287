import { createHash } from 'node:crypto';
import type { Slot, World } from '../../../kernel/contract.js';
import type { Template } from './model.js';
import { readTemplate } from './read-template.js';

/** Every template body of the world, once, by its digest: thousands of stacks are made from the same few. */
type Bodies = Record<string, string>;

const bodies: Slot<Bodies> = { name: 'cloudformation.templates', create: () => ({}) };
/** The account under which the library is kept; it belongs to no account of the world. */
const LIBRARY = 'aws';
/** What was read from the bodies of a library. Never part of the state: it can always be read again. */
const parsed = new WeakMap<Bodies, Map<string, Template>>();

/** Keeps a body and gives the digest that stands for it. A body that can't be read is not kept: the reader's error goes through. */
export function keepTemplate(world: World, body: string): string {
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 32);
  const library = world.state(bodies, LIBRARY, 'global');
  if (!(digest in library)) {
    memo(library).set(digest, readTemplate(body));
    library[digest] = body;
  }
  return digest;
}

export function templateBody(world: World, digest: string): string {
  return world.state(bodies, LIBRARY, 'global')[digest] ?? '';
}

/** The template of a digest, read once. */
export function templateOf(world: World, digest: string): Template {
  const library = world.state(bodies, LIBRARY, 'global');
  let template = memo(library).get(digest);
  if (!template) memo(library).set(digest, (template = readTemplate(library[digest] ?? '')));
  return template;
}

function memo(library: Bodies): Map<string, Template> {
  let known = parsed.get(library);
  if (!known) parsed.set(library, (known = new Map<string, Template>()));
  return known;
}
