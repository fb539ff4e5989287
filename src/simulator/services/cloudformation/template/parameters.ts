import { validationError } from '../errors.js';
import type { ParameterDeclaration, Template } from './model.js';

/** A parameter's values by name, as text; lists are comma separated, as in the API. */
export type ParameterValues = Readonly<Record<string, string>>;

/** The values a stack runs with: what was given, else the defaults. Refuses what the template does not allow. */
export function effectiveParameters(template: Template, given: ParameterValues): Record<string, string> {
  const foreign = Object.keys(given).filter((name) => !(name in template.parameters));
  if (foreign.length > 0)
    throw validationError(`Parameters: [${foreign.join(', ')}] do not exist in the template`);
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, declaration] of Object.entries(template.parameters)) {
    const value = given[name] ?? declaration.default;
    if (value === undefined) missing.push(name);
    else values[name] = value;
  }
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  for (const [name, value] of Object.entries(values)) {
    const declaration = template.parameters[name];
    if (declaration) checkParameter(name, value, declaration);
  }
  return values;
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

/** What `Ref` gives: a list for list types. An empty text is an empty list ("Fn::Select cannot select nonexistent value at index 0"). */
export function parameterValue(declaration: ParameterDeclaration, value: string): string | readonly string[] {
  if (!isListType(declaration.type)) return value;
  return value === '' ? [] : value.split(',').map((item) => item.trim());
}

function checkParameter(name: string, value: string, declaration: ParameterDeclaration): void {
  const refuse = (message: string): never => {
    throw validationError(
      declaration.constraintDescription === undefined
        ? `Parameter '${name}' ${message}`
        : `Parameter '${name}' failed to satisfy constraint: ${declaration.constraintDescription}`,
    );
  };
  const items = [parameterValue(declaration, value)].flat();
  const { allowedValues, allowedPattern, minLength, maxLength, minValue, maxValue } = declaration;
  if (allowedValues && !items.every((item) => allowedValues.includes(item)))
    refuse('must be one of AllowedValues');
  if (allowedPattern !== undefined) {
    const pattern = new RegExp(`^(?:${allowedPattern})$`);
    if (!items.every((item) => pattern.test(item))) refuse(`must match pattern ${allowedPattern}`);
  }
  if (minLength !== undefined && value.length < minLength)
    refuse(`must contain at least ${minLength} characters`);
  if (maxLength !== undefined && value.length > maxLength)
    refuse(`must contain at most ${maxLength} characters`);
  if (declaration.type !== 'Number' && declaration.type !== 'List<Number>') return;
  for (const item of items) {
    const number = item === '' ? Number.NaN : Number(item);
    if (Number.isNaN(number)) refuse('must be a number');
    if (minValue !== undefined && number < minValue) refuse(`must be a number not less than ${minValue}`);
    if (maxValue !== undefined && number > maxValue) refuse(`must be a number not greater than ${maxValue}`);
  }
}
