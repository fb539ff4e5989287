import { readFileSync } from 'node:fs';
import { loadCatalog } from '../../src/catalog/load-catalog.js';
import type { Catalog } from '../../src/model/catalog.js';

/** The catalog of this package, for tests. */
export const theCatalog: Catalog = loadCatalog((name) =>
  readFileSync(new URL(`../../config/catalog/${name}`, import.meta.url), 'utf8'),
);
