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
  const source = pattern
    .map((piece) =>
      'literal' in piece
        ? piece.literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
        : piece.wildcard === '*'
          ? '[\\s\\S]*'
          : '[\\s\\S]',
    )
    .join('');
  return new RegExp(`^${source}$`, ignoreCase ? 'i' : '').test(text);
}

/** ARNs match part by part: a wildcard never crosses one of the first five colons. */
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
