import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** What `${{ … }}` can name: contexts of GitHub, as far as a workflow here uses them. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job stands, for success(), failure(), always() and cancelled(). */
export interface JobState {
  readonly failed: boolean;
}

const statusFunctions = ['success', 'failure', 'always', 'cancelled'];

/** Evaluates an expression as GitHub does, with GitHub's own library. */
function evaluate(expression: string, contexts: Contexts, { failed }: JobState): data.ExpressionData {
  const answers = { success: !failed, failure: failed, always: true, cancelled: false };
  const functions = Object.entries(answers).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const values = dataOf(contexts) as data.Dictionary;
  return new Evaluator(parsed, values, new Map(functions.map((one) => [one.name, one]))).evaluate();
}

/** A text in which each `${{ … }}` stands for its value. */
export function expand(text: string, contexts: Contexts, state: JobState): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    evaluate(expression.trim(), contexts, state).coerceString(),
  );
}

/** Does an `if:` hold? Without a function that asks for the state, success() is meant too. */
export function holds(condition: string | undefined, contexts: Contexts, state: JobState): boolean {
  const bare = (condition ?? 'success()').trim().replace(/^\$\{\{(.*)\}\}$/s, '$1');
  const asks = statusFunctions.some((name) => bare.includes(`${name}()`));
  const { value } = evaluateTruth(asks ? bare : `success() && (${bare})`, contexts, state);
  return value;
}

function evaluateTruth(expression: string, contexts: Contexts, state: JobState): data.BooleanData {
  const result = evaluate(`!!(${expression})`, contexts, state);
  if (result instanceof data.BooleanData) return result;
  throw new TypeError(`${expression} is no condition`);
}

function dataOf(value: unknown): data.ExpressionData {
  if (value === undefined || value === null) return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  const dictionary = new data.Dictionary();
  for (const [key, one] of Object.entries(value)) dictionary.add(key, dataOf(one));
  return dictionary;
}
