import type { Shape } from '../../kernel/contract.js';
import { isShape, shape, text } from '../../kernel/input.js';
import type { BusEvent } from './event.js';

/** What is known of the rule and of the moment at which its event arrived. */
export interface Predefined {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/**
 * The text that a target is given: the event, a part of it, a constant, or what the transformer makes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function targetInput(target: Shape, event: BusEvent, predefined: Predefined): string {
  const constant = text(target, 'Input');
  if (constant !== undefined) return constant;
  const path = text(target, 'InputPath');
  if (path !== undefined) return JSON.stringify(valueAt(event, path) ?? {});
  const transformer = shape(target, 'InputTransformer');
  return transformer === undefined ? JSON.stringify(event) : transformed(transformer, event, predefined);
}

/**
 * A template that is an object has values beside its keys, with quotes where they are texts, and texts between quotes;
 * one that is lines of quoted text keeps its quotes: the message of AWS's own tutorial is `"This event was of
 * customerCreated type."`, quotes included.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-input-transformer-tutorial.html
 */
function transformed(transformer: Shape, event: BusEvent, predefined: Predefined): string {
  const template = text(transformer, 'InputTemplate') ?? '';
  const { detail, ...envelope } = event;
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', predefined.ruleArn],
    ['aws.events.rule-name', predefined.ruleName],
    ['aws.events.event.ingestion-time', predefined.ingestionTime],
    ['aws.events.event', envelope],
    ['aws.events.event.json', { ...envelope, detail }],
    ...Object.entries(shape(transformer, 'InputPathsMap') ?? {}).map(
      ([name, path]) => [name, valueAt(event, String(path))] as const,
    ),
  ]);
  let quoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/gs, (whole, name: string | undefined) => {
    if (whole === '"') quoted = !quoted;
    if (name === undefined || !values.has(name)) return whole;
    return written(values.get(name), quoted);
  });
}

/** "That variable isn't created and doesn't appear in the output"; that an empty text is left in JSON is assumed. */
function written(value: unknown, quoted: boolean): string {
  if (value === undefined) return quoted ? '' : '""';
  return quoted && typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a JSON path of dots, indices and stars finds; undefined where there is nothing. */
function valueAt(event: unknown, path: string): unknown {
  const steps = path.match(/[^.[\]$'"]+/g) ?? [];
  return steps.reduce<unknown>(
    (value, step) =>
      step === '*'
        ? Object.values(isShape(value) || Array.isArray(value) ? value : {})
        : Array.isArray(value)
          ? (value as readonly unknown[])[Number(step)]
          : isShape(value) && Object.hasOwn(value, step)
            ? value[step]
            : undefined,
    event,
  );
}
