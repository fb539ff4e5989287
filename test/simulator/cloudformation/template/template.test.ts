import { expect } from 'chai';
import fc from 'fast-check';
import { ServiceError } from '../../../../src/simulator/kernel/contract.js';
import { checkCapabilities } from '../../../../src/simulator/services/cloudformation/template/capabilities.js';
import { checkTemplate } from '../../../../src/simulator/services/cloudformation/template/check-template.js';
import { evaluate } from '../../../../src/simulator/services/cloudformation/template/evaluate.js';
import { effectiveParameters } from '../../../../src/simulator/services/cloudformation/template/parameters.js';
import { readTemplate } from '../../../../src/simulator/services/cloudformation/template/read-template.js';
import { scopeOf } from '../../../../src/simulator/services/cloudformation/template/scope.js';

const PLACE = {
  partition: 'aws',
  accountId: '100000000000',
  region: 'eu-central-1',
  stackId: 'arn:stack',
  stackName: 'name',
};
const TYPES = new Set(['AWS::SNS::Topic', 'AWS::IAM::Role']);
const RESOURCES = 'Resources: { A: { Type: AWS::SNS::Topic }, B: { Type: AWS::SNS::Topic } }\n';

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ServiceError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'none';
}

/** The value of an expression, written as YAML, beside the sections given. */
function valueOf(expression: string, sections = '', given: Record<string, string> = {}): unknown {
  const template = readTemplate(`${RESOURCES}${sections}\nOutputs:\n  X:\n    Value: ${expression}\n`);
  checkTemplate(template, TYPES);
  const scope = scopeOf(template, effectiveParameters(template, given), PLACE, (id) =>
    id === 'A' ? { physicalId: 'a-id', attributes: { Arn: 'arn:a', 'Nested.Name': 'n' } } : undefined,
  );
  return evaluate(template.outputs['X']?.value, scope);
}

describe('the template engine', () => {
  const parameters =
    'Parameters: { P: { Type: String, Default: p }, L: { Type: CommaDelimitedList, Default: "x, y" }, E: { Type: CommaDelimitedList, Default: "" } }';
  const table: readonly (readonly [string, unknown, string?])[] = [
    ['!Ref A', 'a-id'],
    ['!GetAtt A.Arn', 'arn:a'],
    ['!GetAtt A.Nested.Name', 'n'],
    ['!GetAtt [A, Arn]', 'arn:a'],
    ['{ "Fn::GetAtt": [A, Arn] }', 'arn:a'],
    ['!Ref AWS::Region', 'eu-central-1'],
    ['!Sub "${AWS::Partition}:${A}:${A.Arn}:${P}:${!Literal}"', 'aws:a-id:arn:a:p:${Literal}', parameters],
    ['!Sub ["${V}-${P}", { V: !Ref A }]', 'a-id-p', parameters],
    ['!Join [",", [a, !Ref P]]', 'a,p', parameters],
    ['!Join [",", !Ref L]', 'x,y', parameters],
    ['!Join [",", !Ref E]', '', parameters],
    ['!Select [1, !Ref L]', 'y', parameters],
    ['!Split [".", a.b]', ['a', 'b']],
    ['!If [C, yes-it-is, !Ref AWS::NoValue]', 'yes-it-is', 'Conditions: { C: !Equals [1, "1"] }'],
    ['[a, !If [C, b, !Ref AWS::NoValue]]', ['a'], 'Conditions: { C: !Not [!Equals [1, 1]] }'],
    ['{ Kept: 1, Gone: !If [C, 2, !Ref AWS::NoValue] }', { Kept: 1 }, 'Conditions: { C: !Equals [1, 2] }'],
    [
      '!If [C, a, b]',
      'b',
      'Conditions: { C: !And [!Condition D, !Or [!Equals [1, 2], !Equals [1, 1]]], D: !Equals [a, b] }',
    ],
    ['!FindInMap [M, !Ref AWS::Region, k]', 'v', 'Mappings: { M: { eu-central-1: { k: v } } }'],
    ['!Base64 hello', 'aGVsbG8='],
    [
      '{ Statement: [{ Effect: Allow, Condition: { StringEquals: { k: !Ref P } } }] }',
      { Statement: [{ Effect: 'Allow', Condition: { StringEquals: { k: 'p' } } }] },
      parameters,
    ],
  ];
  for (const [expression, value, sections] of table) {
    it(`evaluates ${expression}`, () => {
      expect(valueOf(expression, sections)).to.deep.equal(value);
    });
  }

  it('reads JSON as it reads YAML', () => {
    const yaml = readTemplate(
      'Resources:\n  A: { Type: AWS::SNS::Topic, Properties: { N: !Sub "${AWS::Region}" } }\n',
    );
    expect(
      readTemplate(
        '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"N":{"Fn::Sub":"${AWS::Region}"}}}}}',
      ),
    ).to.deep.equal(yaml);
  });

  it('leaves any text without placeholders as it was through Sub', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => valueOf(`!Sub ${JSON.stringify(text)}`) === text,
      ),
    );
  });

  it('takes a list apart again that Join put together', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 6 }), (items) => {
        expect(valueOf(`!Split ["|", !Join ["|", ${JSON.stringify(items)}]]`)).to.deep.equal(items);
      }),
    );
  });

  it('refuses parameters in AWS’s words', () => {
    const section = `Parameters:
  Need: { Type: String }
  Also: { Type: String }
  One: { Type: String, Default: a, AllowedValues: [a, b] }
  Form: { Type: String, Default: abc, AllowedPattern: '[a-z]+', MinLength: 2, MaxLength: 4 }
  Count: { Type: Number, Default: 3, MinValue: 2, MaxValue: 5 }
  Said: { Type: String, Default: a, AllowedPattern: a, ConstraintDescription: only an a }
`;
    const given = (values: Record<string, string>): string => refusal(() => valueOf('x', section, values));
    expect(given({})).to.equal('ValidationError: Parameters: [Need, Also] must have values');
    const need = { Need: '1', Also: '2' };
    expect(given({ ...need, Other: '1' })).to.equal(
      'ValidationError: Parameters: [Other] do not exist in the template',
    );
    expect(given({ ...need, One: 'c' })).to.equal(
      "ValidationError: Parameter 'One' must be one of AllowedValues",
    );
    expect(given({ ...need, Form: 'ABC' })).to.equal(
      "ValidationError: Parameter 'Form' must match pattern [a-z]+",
    );
    expect(given({ ...need, Form: 'a' })).to.equal(
      "ValidationError: Parameter 'Form' must contain at least 2 characters",
    );
    expect(given({ ...need, Form: 'abcde' })).to.equal(
      "ValidationError: Parameter 'Form' must contain at most 4 characters",
    );
    expect(given({ ...need, Count: '1' })).to.equal(
      "ValidationError: Parameter 'Count' must be a number not less than 2",
    );
    expect(given({ ...need, Count: 'x' })).to.equal("ValidationError: Parameter 'Count' must be a number");
    expect(given({ ...need, Said: 'b' })).to.equal(
      "ValidationError: Parameter 'Said' failed to satisfy constraint: only an a",
    );
    expect(given(need)).to.equal('none');
  });

  it('matches AllowedPattern against the whole text and holds a list’s items each to it', () => {
    const section = "Parameters: { L: { Type: CommaDelimitedList, AllowedPattern: '[a-z]+' } }";
    expect(valueOf('!Ref L', section, { L: 'a,b' })).to.deep.equal(['a', 'b']);
    expect(refusal(() => valueOf('!Ref L', section, { L: 'a,1' }))).to.match(/must match pattern/);
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    [
      'text that is no YAML',
      'Resources:\n  A: [',
      /^ValidationError: Template format error: YAML not well-formed\. \(line \d+, column \d+\)$/,
    ],
    ['a template without resources', 'Parameters: {}', /At least one Resources member must be defined\.$/],
    ['a list', '- a', /Template format error: unsupported structure\.$/],
    [
      'a section that is none',
      `${RESOURCES}Things: {}`,
      /Invalid template property or properties \[Things\]$/,
    ],
    [
      'types that it does not know',
      'Resources: { A: { Type: AWS::EC2::Instance }, B: { Type: Custom::X } }',
      /^ValidationError: Template format error: Unrecognized resource types: \[AWS::EC2::Instance, Custom::X\]$/,
    ],
    [
      'names that stand for nothing',
      'Resources: { A: { Type: AWS::SNS::Topic, Properties: { N: !Ref Nothing } } }',
      /Unresolved resource dependencies \[Nothing\] in the Resources block of the template$/,
    ],
    [
      'a Sub of nothing',
      'Resources: { A: { Type: AWS::SNS::Topic, Properties: { N: !Sub "${Nothing.Arn}" } } }',
      /Unresolved resource dependencies \[Nothing\]/,
    ],
    [
      'conditions that are not there',
      'Resources: { A: { Type: AWS::SNS::Topic, Condition: C } }',
      /Unresolved dependencies \[C\]/,
    ],
    [
      'circles',
      'Resources: { A: { Type: AWS::SNS::Topic, DependsOn: B }, B: { Type: AWS::SNS::Topic, Properties: { N: !Ref A } } }',
      /^ValidationError: Circular dependency between resources: \[A, B\]$/,
    ],
    [
      'functions that it does not have',
      'Resources: { A: { Type: AWS::SNS::Topic, Properties: { N: !ImportValue x } } }',
      /intrinsic function Fn::ImportValue is not supported$/,
    ],
    [
      'unknown deletion policies',
      'Resources: { A: { Type: AWS::SNS::Topic, DeletionPolicy: Keep } }',
      /Unrecognized DeletionPolicy/,
    ],
  ];
  for (const [what, body, words] of broken) {
    it(`refuses ${what}`, () => {
      expect(
        refusal(() => {
          checkTemplate(readTemplate(body), TYPES);
        }),
      ).to.match(words);
    });
  }

  it('asks CAPABILITY_NAMED_IAM for a role with a name, and CAPABILITY_IAM for one without', () => {
    const role = (properties: string): string =>
      `Resources: { R: { Type: AWS::IAM::Role, Properties: ${properties} } }`;
    const needs = (body: string, ...given: readonly string[]): string =>
      refusal(() => {
        checkCapabilities(readTemplate(body), given);
      });
    expect(needs(role('{ RoleName: x }'), 'CAPABILITY_IAM')).to.equal(
      'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_NAMED_IAM]',
    );
    expect(needs(role('{}'))).to.equal(
      'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_IAM]',
    );
    expect(needs(role('{}'), 'CAPABILITY_NAMED_IAM')).to.equal('none');
    expect(needs(RESOURCES)).to.equal('none');
  });

  it('refuses a stack whose Rules do not hold', () => {
    const rules =
      'Parameters: { P: { Type: String } }\nRules: { R: { Assertions: [{ Assert: !Equals [!Ref P, a], AssertDescription: P must be a }] } }';
    expect(refusal(() => valueOf('x', rules, { P: 'b' }))).to.equal(
      'ValidationError: Template constraint failed: P must be a',
    );
    expect(valueOf('x', rules, { P: 'a' })).to.equal('x');
  });
});
