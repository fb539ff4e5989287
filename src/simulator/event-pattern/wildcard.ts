import { PatternSyntax } from './syntax.js';

/**
 * A text in which `*` stands for any characters, none included; `\*` and `\\` are the characters themselves.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws PatternSyntax two stars in a row, or a backslash before anything else
 */
export function wildcard(pattern: string): (text: string) => boolean {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') {
      if (pattern.charAt(at + 1) === '*')
        throw new PatternSyntax(`Consecutive wildcard characters at pos ${at}`);
      source += '[\\s\\S]*';
    } else if (character === '\\') {
      at += 1;
      const next = pattern.charAt(at);
      if (next !== '*' && next !== '\\') throw new PatternSyntax(`Invalid escape character at pos ${at - 1}`);
      source += `\\${next}`;
    } else source += character.replace(/[$()+./?[\]^{|}-]/, '\\$&');
  }
  const expression = new RegExp(`^${source}$`);
  return (text) => expression.test(text);
}
