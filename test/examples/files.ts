import { join } from 'node:path';

export const examples = join(import.meta.dirname, '..', '..', 'examples');
