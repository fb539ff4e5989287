import type { ReportedSecret } from '../model/secret-report.js';

/** The value of a tag; `undefined` where there is none. A key may be named like what every object has: `constructor`. */
export function tagValue({ tags }: Pick<ReportedSecret, 'tags'>, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
