import { expect } from 'chai';
import { requestConstraints } from '../../../src/simulator/facts/constraints.js';
import { checkConstraints } from '../../../src/simulator/kernel/constraints.js';
import type { Constraint } from '../../../src/simulator/kernel/constraints.js';
import { ServiceError } from '../../../src/simulator/kernel/contract.js';
import type { ServiceName, Shape } from '../../../src/simulator/kernel/contract.js';

/** A request with nothing but the value at the path. */
function requestWith(path: string, value: unknown): Shape {
  const [step = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : requestWith(rest.join('.'), value);
  return step.endsWith('[]') ? { [step.slice(0, -2)]: [inner] } : { [step]: inner };
}

/** What breaks each part of a constraint, and a word of the refusal. */
function breaking(constraint: Constraint, isList: boolean): readonly (readonly [unknown, string])[] {
  const { required, length, value, pattern, oneOf } = constraint;
  const long = (count: number): unknown => (isList ? Array<string>(count).fill('x') : 'x'.repeat(count));
  return [
    ...(required ? [[undefined, 'not be null'] as const] : []),
    ...(length && length[0] > 0
      ? [[long(length[0] - 1), `greater than or equal to ${length[0]}`] as const]
      : []),
    ...(length && Number.isFinite(length[1])
      ? [[long(length[1] + 1), `less than or equal to ${length[1]}`] as const]
      : []),
    ...(value ? [[String(value[0] - 1), `greater than or equal to ${value[0]}`] as const] : []),
    ...(value && Number.isFinite(value[1])
      ? [[value[1] + 1, `less than or equal to ${value[1]}`] as const]
      : []),
    ...(pattern === undefined ? [] : [[pattern.includes('\\S') ? ' ' : '\u0000', pattern] as const]),
    ...(oneOf ? [['x', 'enum value set'] as const] : []),
  ];
}

function refusalOf(service: ServiceName, input: Shape, path: string, constraint: Constraint): string {
  try {
    checkConstraints(service, input, { [path]: constraint });
  } catch (error) {
    if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'accepted';
}

describe('constraints on requests', () => {
  for (const [operation, constraints] of Object.entries(requestConstraints)) {
    const service = operation.split('/')[0] as ServiceName;
    it(`refuse what ${operation} can't take, member by member`, () => {
      for (const [path, constraint] of Object.entries(constraints)) {
        const isList =
          `${path}[]` in constraints ||
          Object.keys(constraints).some((other) => other.startsWith(`${path}[].`));
        const ways = breaking(constraint, isList || /(AwsRegions|Overrides)$/.test(path));
        expect(ways, path).to.not.be.empty;
        for (const [value, word] of ways)
          expect(refusalOf(service, requestWith(path, value), path, constraint), path).to.contain(word);
      }
    });
  }

  it('name the member and count the violations in the words of AWS', () => {
    expect(() => {
      checkConstraints(
        'cloudformation',
        {
          Tags: [
            { Key: 'team', Value: 'a' },
            { Key: 'stage', Value: '' },
          ],
          CallAs: 'ME',
        },
        requestConstraints['cloudformation/ListStackSets'] ?? {},
      );
    }).to.throw("1 validation error detected: Value 'ME' at 'callAs' failed to satisfy constraint");
    expect(() => {
      checkConstraints(
        'cloudformation',
        { StackSetName: 'a', Tags: [{ Key: 'team', Value: 'a' }, { Value: '' }] },
        requestConstraints['cloudformation/CreateStackSet'] ?? {},
      );
    })
      .to.throw(
        "2 validation errors detected: Value null at 'tags.2.member.key' failed to satisfy constraint: Member must not be null; Value '' at 'tags.2.member.value' failed to satisfy constraint: Member must have length greater than or equal to 1",
      )
      .with.property('code', 'ValidationError');
  });

  it('take what is within the bounds, absent or unknown', () => {
    const accepted: readonly (readonly [string, Shape])[] = [
      ['config/DescribeConfigRules', {}],
      ['config/DescribeConfigRules', { ConfigRuleNames: ['a'], Unheard: 'x' }],
      ['config/DescribeConfigurationAggregators', { Limit: 100 }],
      ['cloudformation/ListStackInstances', { StackSetName: 'a', MaxResults: '100', Filters: '' }],
    ];
    for (const [operation, input] of accepted)
      checkConstraints(operation.split('/')[0] as ServiceName, input, requestConstraints[operation] ?? {});
  });
});
