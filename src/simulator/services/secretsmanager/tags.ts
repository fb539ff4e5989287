import { ServiceError } from '../../kernel/contract.js';
import type { Shape } from '../../kernel/contract.js';
import { shapes, text } from '../../kernel/input.js';

/** The `Tags` of a request by their keys. */
export function tagsOf(input: Shape): Record<string, string> {
  return Object.fromEntries(
    (shapes(input, 'Tags') ?? []).map((tag) => [text(tag, 'Key') ?? '', text(tag, 'Value') ?? '']),
  );
}

/** At most 50 tags, none of them AWS's own. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_TagResource.html */
export function checkTags(tags: Record<string, string>): Record<string, string> {
  const own = Object.keys(tags).find((key) => key.startsWith('aws:'));
  if (own !== undefined || Object.keys(tags).length > 50) {
    throw new ServiceError(
      'InvalidParameterException',
      own === undefined
        ? 'A secret can have at most 50 tags.'
        : `The tag key ${own} begins with aws:, which is reserved.`,
    );
  }
  return tags;
}
