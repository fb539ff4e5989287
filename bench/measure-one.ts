import { measure, type What } from './measure.js';
import type { Size } from './organization.js';

// One size, given as JSON; see measure-apart.ts.
const { size, what } = JSON.parse(process.argv[2] ?? '') as { size: Size; what: What };
process.stdout.write(JSON.stringify(await measure(size, what)));
