import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { root } from '../support/in-process.js';

/** Holds a document against the committed schema of `orgsecrets NAME --json`. */
export function expectSchema(name: string, document: unknown): void {
  expectSchemas(name, [document]);
}

export function expectSchemas(name: string, documents: readonly unknown[]): void {
  const text = readFileSync(join(root, 'config', 'schemas', `${name}.schema.json`), 'utf8');
  const validate = new Ajv({ allErrors: true }).compile(JSON.parse(text) as object);
  for (const document of documents) {
    validate(document);
    expect(validate.errors ?? [], `${name} --json`).to.deep.equal([]);
  }
}
