import type { Context } from './request.js';

/* Patterns of IAM: `*` any text, `?` one character; `${*}` and `${?}` and `${$}` stand for the characters themselves. */

/** A pattern as pieces: literal text, or a wildcard. */
type Piece = { readonly literal: string } | { readonly wildcard: '*' | '?' };

/**
 * Splits a pattern and fills its policy variables (`${aws:PrincipalAccount}`, `${aws:PrincipalTag/team, 'none'}`).
 * What a variable brings is literal: a `*` in a user's name is not a wildcard. Undefined where a variable has no single value.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function pieces(
  pattern: string,
  context: Context,
  variables: boolean,
  wildcards: boolean,
): readonly Piece[] | undefined {
  const result: Piece[] = [];
  const parts = variables ? pattern.split(/(\$\{[^}]*\})/) : [pattern];
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) {
      if (!wildcards) result.push({ literal: part });
      else
        for (const piece of part.split(/([*?])/))
          result.push(piece === '*' || piece === '?' ? { wildcard: piece } : { literal: piece });
      continue;
    }
    const value = variable(part.slice(2, -1), context);
    if (value === undefined) return undefined;
    result.push({ literal: value });
  }
  return result;
}

function variable(body: string, context: Context): string | undefined {
  if (body === '*' || body === '?' || body === '$') return body;
  const match = /^\s*([^,]+?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(body);
  if (!match?.[1]) return undefined;
  const value = context.get(match[1]);
  if (value !== undefined && value.length === 1) return value[0];
  return match[2];
}

/** Does `text` match the pieces? */
export function matches(pattern: readonly Piece[], text: string, ignoreCase = false): boolean {
  const source = pattern.map((piece) =>
    'literal' in piece ? escaped(piece.literal) : piece.wildcard === '*' ? '[\\s\\S]*' : '[\\s\\S]',
  );
  return new RegExp(`^${source.join('')}$`, ignoreCase ? 'i' : '').test(text);
}

/**
 * Does the Resource element's pattern match the ARN? A star that ends one of the ARN's parts reaches past the colon
 * too; one inside a part does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 * Parts that are missing at the end of an ARN are stars: `arn:aws:sqs` is every queue.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
 */
export function matchesResource(given: readonly Piece[], resource: string): boolean {
  const pattern = completed(given);
  let colons = 0;
  const source = pattern.map((piece, index) => {
    if ('literal' in piece) {
      colons += piece.literal.split(':').length - 1;
      return escaped(piece.literal);
    }
    if (piece.wildcard === '?') return '[\\s\\S]';
    const next = pattern
      .slice(index + 1)
      .find((following) => 'wildcard' in following || following.literal !== '');
    const endsPart = next === undefined || ('literal' in next && next.literal.startsWith(':'));
    // From the sixth part on everything is the resource's own name, in which colons are ordinary.
    return endsPart || colons >= 5 ? '[\\s\\S]*' : '[^:]*';
  });
  return new RegExp(`^${source.join('')}$`).test(resource);
}

function completed(pattern: readonly Piece[]): readonly Piece[] {
  const text = pattern.map((piece) => ('literal' in piece ? piece.literal : '')).join('');
  const missing = text.startsWith('arn:') ? Math.max(0, 6 - text.split(':').length) : 0;
  const star = [{ literal: ':' }, { wildcard: '*' }] as const;
  return [...pattern, ...Array.from({ length: missing }, () => star).flat()];
}

function escaped(literal: string): string {
  return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** ArnLike and ArnEquals compare part by part: a wildcard never crosses one of the first five colons. */
export function matchesArn(pattern: readonly Piece[], arn: string): boolean {
  const patternParts = splitArn(pattern);
  const parts = arn.split(':');
  if (patternParts.length < 6 || parts.length < 6) return patternParts.length === 1 && matches(pattern, arn);
  const resource = parts.slice(5).join(':');
  return [...parts.slice(0, 5), resource].every((part, index) => matches(patternParts[index] ?? [], part));
}

/** The six parts of an ARN pattern; colons inside the last one belong to it. */
function splitArn(pattern: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  for (const piece of pattern) {
    if ('wildcard' in piece) {
      parts.at(-1)?.push(piece);
      continue;
    }
    for (const [index, text] of piece.literal.split(':').entries()) {
      if (index > 0) {
        if (parts.length < 6) parts.push([]);
        else parts.at(-1)?.push({ literal: ':' });
      }
      parts.at(-1)?.push({ literal: text });
    }
  }
  return parts;
}
