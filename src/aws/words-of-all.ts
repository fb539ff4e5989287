import { groupBy } from '../model/group-by.js';
import { awsWords } from './errors.js';

/** `… not authorized to perform: sts:AssumeRole on resource: <ARN>`, and what AWS may add. */
const onResource = /^(?<before>.* on resource: )(?<resource>\S+)(?<after>.*)$/s;

/** What AWS said of several calls. Refusals that differ in nothing but the resource are told once, with all of these. */
export function wordsOfAll(errors: readonly unknown[]): string {
  const said = errors.map((error) => {
    const words = awsWords(error);
    const { before = words, resource = '', after = '' } = onResource.exec(words)?.groups ?? {};
    return { before, resource, after };
  });
  return [...groupBy(said, ({ before, after }) => `${before}\n${after}`).values()]
    .map((alike) => {
      const resources = [...new Set(alike.map(({ resource }) => resource))].join(', ');
      return `${alike[0]?.before ?? ''}${resources}${alike[0]?.after ?? ''}`;
    })
    .join('; ');
}
