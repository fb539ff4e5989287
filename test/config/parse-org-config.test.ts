import { expect } from 'chai';
import { ruleNames } from '../../src/model/catalog.js';
import { configOf, minimal, minimalLines, problemsOf } from './parse.js';

const ruleList = `${ruleNames.slice(0, -1).join(', ')} or ${ruleNames.at(-1)}`;

/** What is below `minimal()`, and the problems expected; lines count from the first line below. */
interface Case {
  readonly title: string;
  readonly more: string;
  readonly problems: readonly [line: number, column: number, rest: string][];
}

const cases: Case[] = [
  {
    title: 'an unknown key, with the nearest right one',
    more: 'recorders:\n  adopt: start\n',
    problems: [[1, 1, 'recorders: is not a key here – did you mean recorder?']],
  },
  {
    title: 'an unknown key deep inside a list',
    more: "accounts:\n  exclude:\n    - id: '333333333333'\n      raeson: old\n",
    problems: [[4, 7, 'accounts.exclude[0].raeson: is not a key here – did you mean reason?']],
  },
  {
    title: 'an unknown key that is near to nothing, with the keys there are',
    more: 'notifications:\n  slack: true\n',
    problems: [
      [2, 3, 'notifications.slack: is not a key here; the keys are enabled, regionalTopics, subscriptions'],
    ],
  },
  {
    title: 'an unknown rule, with the nearest right one',
    more: 'rules:\n  secretsmanager-using-cmks:\n    enabled: false\n',
    problems: [
      [2, 3, 'rules.secretsmanager-using-cmks: is not a key here – did you mean secretsmanager-using-cmk?'],
    ],
  },
  {
    title: 'a parameter that the rule does not have',
    more: 'rules:\n  secretsmanager-secret-unused:\n    parameters: { unusedForDay: 3 }\n',
    problems: [
      [
        3,
        19,
        'rules.secretsmanager-secret-unused.parameters.unusedForDay: is not a key here – did you mean unusedForDays?',
      ],
    ],
  },
  {
    title: 'a parameter out of its bounds',
    more: 'rules:\n  secretsmanager-secret-unused:\n    parameters:\n      unusedForDays: 0\n',
    problems: [
      [4, 22, 'rules.secretsmanager-secret-unused.parameters.unusedForDays: must be at least 1 (0)'],
    ],
  },
  {
    title: 'a parameter that is no whole number',
    more: 'rules:\n  secretsmanager-secret-unused:\n    parameters:\n      unusedForDays: 1.5\n',
    problems: [
      [4, 22, 'rules.secretsmanager-secret-unused.parameters.unusedForDays: must be a whole number (1.5)'],
    ],
  },
  {
    title: 'a frequency for a rule that runs on changes',
    more: 'rules:\n  secretsmanager-using-cmk:\n    frequency: One_Hour\n',
    problems: [
      [
        3,
        5,
        'rules.secretsmanager-using-cmk.frequency: is not a key here; the keys are enabled, parameters, excludeRegions',
      ],
    ],
  },
  {
    title: 'an unknown frequency of a periodic rule',
    more: 'rules:\n  secretsmanager-secret-unused:\n    frequency: One_Hours\n',
    problems: [
      [
        3,
        16,
        'rules.secretsmanager-secret-unused.frequency: must be One_Hour, Three_Hours, Six_Hours, Twelve_Hours or TwentyFour_Hours ("One_Hours") – did you mean One_Hour?',
      ],
    ],
  },
  {
    title: 'an unknown Region, with the nearest right one',
    more: 'aggregator:\n  regions: [us-east-1, us-esat-2]\n',
    problems: [
      [
        2,
        24,
        'aggregator.regions[1]: must be a Region that the catalog knows ("us-esat-2") – did you mean us-east-2?',
      ],
    ],
  },
  {
    title: 'a word where one of a few is wanted',
    more: 'recorder: { adopt: extends }\n',
    problems: [[1, 20, 'recorder.adopt: must be as-is, start or extend ("extends") – did you mean extend?']],
  },
  {
    title: 'a word where one of a few, or a list, is wanted',
    more: 'aggregator: { regions: cover }\n',
    problems: [
      [1, 24, 'aggregator.regions: must be covered or all or a list ("cover") – did you mean covered?'],
    ],
  },
  {
    title: 'a single value where a list is wanted',
    more: 'recorder:\n  resourceTypes: AWS::SecretsManager::Secret\n',
    problems: [
      [
        2,
        18,
        'recorder.resourceTypes: must be a list ("AWS::SecretsManager::Secret") – did you mean [AWS::SecretsManager::Secret]?',
      ],
    ],
  },
  {
    title: 'an empty list where something must be',
    more: 'accounts:\n  organizationalUnits: []\n',
    problems: [[2, 24, 'accounts.organizationalUnits: must not be empty (a list of 0)']],
  },
  {
    title: 'yes for true',
    more: 'notifications:\n  enabled: yes\n',
    problems: [[2, 12, 'notifications.enabled: must be true or false ("yes") – did you mean true?']],
  },
  {
    title: 'an account id that is read as a number, with its leading zeros',
    more: 'accounts:\n  exclude: [012345678901]\n',
    problems: [
      [
        2,
        13,
        "accounts.exclude[0]: must be text, but is read as a number, which would lose leading zeros; put it in quotes (012345678901) – did you mean '012345678901'?",
      ],
    ],
  },
  {
    title: 'an account id of eleven digits',
    more: "accounts:\n  exclude:\n    - '33333333333'\n",
    problems: [[3, 7, 'accounts.exclude[0]: must be an account id: twelve digits in quotes ("33333333333")']],
  },
  {
    title: 'a tag whose value is read as true',
    more: 'tags: { audited: true }\n',
    problems: [
      [
        1,
        18,
        "tags.audited: must be text, but is read as true or false; put it in quotes (true) – did you mean 'true'?",
      ],
    ],
  },
  {
    title: 'a tag whose key is reserved',
    more: "tags:\n  'aws:team': x\n",
    problems: [
      [
        2,
        3,
        'tags["aws:team"]: must be 1 to 128 letters, digits, spaces and _ . : / = + - @, and not begin with aws: or orgsecrets:',
      ],
    ],
  },
  {
    title: 'tags that AWS refuses: no value, a reserved key in capitals, keys that differ in case alone',
    more: "tags:\n  team: ''\n  'AWS:team': x\n  Team: x\n",
    problems: [
      [2, 3, 'tags.team: must be 1 to 256 letters, digits, spaces and _ . : / = + - @ ("")'],
      [
        3,
        3,
        'tags["AWS:team"]: must be 1 to 128 letters, digits, spaces and _ . : / = + - @, and not begin with aws: or orgsecrets:',
      ],
      [4, 9, 'tags.Team: is the same as team to IAM, which ignores the case of keys ("x")'],
    ],
  },
  {
    title: 'too many tags',
    more: `tags:\n${Array.from({ length: 49 }, (_, index) => `  key${index}: x\n`).join('')}`,
    problems: [[1, 1, 'tags: has more than 48 tags; AWS takes 50, and two are our own']],
  },
  {
    title: 'an exception with a rule that is misspelt, a day that is none, and no owner',
    more: 'report:\n  exceptions:\n    - secret: legacy/*\n      rules: [secretsmanager-using-cmks]\n      reason: old\n      expires: 2027-02-29\n',
    problems: [
      [3, 7, 'report.exceptions[0].owner: is missing'],
      [
        4,
        15,
        `report.exceptions[0].rules[0]: must be ${ruleList} ("secretsmanager-using-cmks") – did you mean secretsmanager-using-cmk?`,
      ],
      [6, 16, 'report.exceptions[0].expires: must be a day, like 2027-03-31 ("2027-02-29")'],
    ],
  },
  {
    title: 'an exception that expires on no day at all',
    more: 'report:\n  exceptions:\n    - { secret: a, rules: [secretsmanager-using-cmk], reason: b, owner: c, expires: soon }\n',
    problems: [[3, 85, 'report.exceptions[0].expires: must be a day, like 2027-03-31 ("soon")']],
  },
  {
    title: 'an exception to no rule, with a secret of the wrong form and a Region of another partition',
    more: 'report:\n  exceptions:\n    - { secret: a b, rules: [], regions: [cn-north-1], reason: old, owner: me, expires: 2027-01-01 }\n',
    problems: [
      [
        3,
        17,
        'report.exceptions[0].secret: must be the name of a secret, or its ARN; * and ? may stand in it ("a b")',
      ],
      [3, 29, 'report.exceptions[0].rules: must not be empty (a list of 0)'],
      [
        3,
        43,
        'report.exceptions[0].regions[0]: is in the partition aws-cn, but the home Region is in aws ("cn-north-1")',
      ],
    ],
  },
  {
    title: 'what stands twice in the lists of the report',
    more: 'report:\n  tags: [team, team]\n  exceptions:\n    - { secret: a, rules: [secretsmanager-using-cmk, secretsmanager-using-cmk], reason: b, owner: c, expires: 2027-01-01 }\n',
    problems: [
      [2, 16, 'report.tags[1]: is in this list twice ("team")'],
      [4, 54, 'report.exceptions[0].rules[1]: is in this list twice ("secretsmanager-using-cmk")'],
    ],
  },
  {
    title: 'a section without a value',
    more: 'recorder:\n',
    problems: [[1, 1, 'recorder: has no value; give it one, or leave the key out']],
  },
  {
    title: 'a list where a mapping is wanted',
    more: 'recorder: [adopt]\n',
    problems: [[1, 11, 'recorder: must be a mapping (a list of 1)']],
  },
  {
    title: 'a prefix of the wrong form',
    more: 'stackSets:\n  prefix: OrgSecrets\n',
    problems: [
      [
        2,
        11,
        'stackSets.prefix: must be 2 to 20 lower-case letters, digits and hyphens, beginning with a letter ("OrgSecrets")',
      ],
    ],
  },
  {
    title: 'a poll interval that is too short',
    more: 'stackSets: { pollInterval: 0.01 }\n',
    problems: [[1, 28, 'stackSets.pollInterval: must be at least 0.05 (0.01)']],
  },
  {
    title: 'a key prefix with AWSLogs in it',
    more: 'delivery: { keyPrefix: logs/AWSLogs }\n',
    problems: [
      [
        1,
        24,
        'delivery.keyPrefix: must be a prefix of object keys with no slash at either end, and without AWSLogs ("logs/AWSLogs")',
      ],
    ],
  },
  {
    title: 'the administrator account among the excluded',
    more: "accounts:\n  exclude:\n    - id: '222222222222'\n",
    problems: [
      [
        3,
        11,
        'accounts.exclude[0].id: is the delegated administrator, which can not be excluded: the aggregator lives there ("222222222222")',
      ],
    ],
  },
  {
    title: 'the same account excluded twice',
    more: "accounts:\n  exclude:\n    - '333333333333'\n    - id: '333333333333'\n",
    problems: [[4, 11, 'accounts.exclude[1].id: is in this list twice ("333333333333")']],
  },
  {
    title: 'resource types without the secret',
    more: 'recorder:\n  resourceTypes: [AWS::KMS::Key]\n',
    problems: [
      [2, 3, 'recorder.resourceTypes: must hold AWS::SecretsManager::Secret, which every rule looks at'],
    ],
  },
  {
    title: 'an IAM Region that accounts must opt in to',
    more: 'stackSets: { iamRegion: eu-south-1 }\n',
    problems: [
      [1, 25, 'stackSets.iamRegion: is an opt-in Region, which not every account has enabled ("eu-south-1")'],
    ],
  },
  {
    title: 'a rule that is left out in a Region twice, or in one of another partition',
    more: 'rules: { secretsmanager-using-cmk: { excludeRegions: [eu-west-1, { name: eu-west-1 }, cn-north-1] } }\n',
    problems: [
      [1, 74, 'rules.secretsmanager-using-cmk.excludeRegions[1].name: is in this list twice ("eu-west-1")'],
      [
        1,
        87,
        'rules.secretsmanager-using-cmk.excludeRegions[2]: is in the partition aws-cn, but the home Region is in aws ("cn-north-1")',
      ],
    ],
  },
  {
    title: 'endpoints that are not of their protocol',
    more: `notifications:
  subscriptions:
    - { protocol: email, endpoint: security }
    - { protocol: https, endpoint: 'https://me:secret@example.com/hook' }
    - { protocol: sqs, endpoint: 'arn:aws:sqs:eu-west-1:111122223333:findings.fifo' }
    - { protocol: sqs }
    - { protocol: chat, endpoint: C0123 }
    - { protocol: https, endpoint: 'https://global.sns-api.chatbot.amazonaws.com' }
    - { protocol: sms, endpoint: '+4912345' }
`,
    problems: [
      [
        3,
        36,
        'notifications.subscriptions[0].endpoint: must be an address, like security@example.com ("security")',
      ],
      [
        4,
        36,
        'notifications.subscriptions[1].endpoint: must be a URL like https://example.com/hook, without a name or password in it ("https://me:secret@example.com/hook")',
      ],
      [
        5,
        34,
        'notifications.subscriptions[2].endpoint: must be the ARN of a standard queue, like arn:aws:sqs:eu-central-1:111122223333:findings ("arn:aws:sqs:eu-west-1:111122223333:findings.fifo")',
      ],
      [6, 7, 'notifications.subscriptions[3].endpoint: is missing'],
      [
        7,
        35,
        'notifications.subscriptions[4].endpoint: has no use for chat: its channel is configured in AWS, and names the topic ("C0123")',
      ],
      [
        8,
        36,
        'notifications.subscriptions[5].endpoint: is AWS\'s chat service: write protocol: chat, without endpoint ("https://global.sns-api.chatbot.amazonaws.com")',
      ],
      [
        9,
        19,
        'notifications.subscriptions[6].protocol: must be email, https, sqs or chat ("sms") – did you mean sqs?',
      ],
    ],
  },
  {
    title: 'subscriptions that contradict themselves, or one another',
    more: `notifications:
  subscriptions:
    - { protocol: email, endpoint: a@example.com, raw: true }
    - { protocol: email, endpoint: a@example.com }
    - { protocol: chat, accounts: ['111122223333'], organizationalUnits: [/a] }
    - { protocol: email, endpoint: b@example.com, severities: [high], rules: [secretsmanager-using-cmk] }
    - { protocol: sqs, endpoint: 'arn:aws-cn:sqs:cn-north-1:111122223333:q', severities: [low, low] }
`,
    problems: [
      [3, 56, 'notifications.subscriptions[0].raw: has no use for email: it is for https and sqs (true)'],
      [
        4,
        36,
        'notifications.subscriptions[1].endpoint: is subscribed above already; SNS has one filter for it ("a@example.com")',
      ],
      [
        5,
        53,
        'notifications.subscriptions[2].organizationalUnits: can not stand beside accounts: give one of the two',
      ],
      [6, 51, 'notifications.subscriptions[3].severities: leave nothing of these rules, which are low'],
      [
        7,
        34,
        'notifications.subscriptions[4].endpoint: is in the partition aws-cn, but the home Region is in aws ("arn:aws-cn:sqs:cn-north-1:111122223333:q")',
      ],
      [7, 96, 'notifications.subscriptions[4].severities[1]: is in this list twice ("low")'],
    ],
  },
  {
    title: 'subscriptions without a topic',
    more: 'notifications: { enabled: false, subscriptions: [{ protocol: chat }] }\n',
    problems: [[1, 34, 'notifications.subscriptions: have no topic while notifications.enabled is false']],
  },
  {
    title: 'a Region of another partition',
    more: 'stackSets: { region: cn-north-1 }\n',
    problems: [
      [1, 22, 'stackSets.region: is in the partition aws-cn, but the home Region is in aws ("cn-north-1")'],
    ],
  },
];

describe('parseOrgConfig', () => {
  for (const { title, more, problems } of cases) {
    it(`reports ${title}`, () => {
      const expected = problems.map(
        ([line, column, rest]) => `org.yaml:${minimalLines + line}:${column} ${rest}`,
      );
      expect(problemsOf(minimal(more))).to.deep.equal(expected);
    });
  }

  it('reports what is missing where it should be', () => {
    expect(problemsOf('version: 1\norganization: {}\nregions:\n  exclude: []\n')).to.deep.equal([
      'org.yaml:1:1 delegatedAdministrator: is missing',
      'org.yaml:2:1 organization.callers: is missing',
      'org.yaml:3:1 regions.include: is missing',
    ]);
  });

  it('reports a version that it does not know', () => {
    expect(problemsOf(minimal().replace('version: 1', 'version: 2'))).to.deep.equal([
      'org.yaml:1:10 version: must be 1 (2)',
    ]);
  });

  it('reports a Region that is included and excluded', () => {
    expect(problemsOf(minimal('  exclude:\n    - name: eu-central-1\n'))).to.deep.equal([
      'org.yaml:8:24 regions.include[1]: is excluded too, at regions.exclude[0].name ("eu-central-1")',
    ]);
  });

  it('reports a home Region that is excluded', () => {
    expect(
      problemsOf(minimal('  exclude: [us-east-1]\n').replace('[us-east-1, eu-central-1]', 'all')),
    ).to.deep.equal([
      'org.yaml:6:15 delegatedAdministrator.homeRegion: is excluded at regions.exclude[0] ("us-east-1")',
    ]);
  });

  it('reports a home Region that the catalog leaves out, with reason and source, until the org.yaml allows it', () => {
    const text = minimal().replace('homeRegion: us-east-1', 'homeRegion: ap-southeast-3');
    const [problem, ...others] = problemsOf(text);
    expect(others).to.deep.equal([]);
    expect(problem).to.match(
      /^org\.yaml:6:15 delegatedAdministrator\.homeRegion: can not be the home Region: .*Jakarta.*source: https:/,
    );
    expect(configOf(`${text}  allowUnsupported: [ap-southeast-3]\n`).stackSets.iamRegion).to.equal(
      'us-east-1',
    );
  });

  it('reports callers in two accounts, and one of another partition', () => {
    const callers = '[arn:aws:iam::111111111111:role/a, arn:aws-cn:iam::333333333333:role/b]';
    const text = minimal().replace('[arn:aws:iam::111111111111:role/operator]', callers);
    expect(problemsOf(text)).to.deep.equal([
      'org.yaml:3:47 organization.callers[1]: is in the partition aws-cn, but the home Region is in aws ("arn:aws-cn:iam::333333333333:role/b")',
      'org.yaml:3:47 organization.callers[1]: is in account 333333333333, but the callers before it in 111111111111 ("arn:aws-cn:iam::333333333333:role/b")',
    ]);
  });

  it('reports a caller whose account is a wildcard', () => {
    const text = minimal().replace('arn:aws:iam::111111111111:role/operator', 'arn:aws:iam::*:role/operator');
    expect(problemsOf(text)).to.have.length(1);
    expect(problemsOf(text)[0]).to.match(
      /^org\.yaml:3:13 organization\.callers\[0\]: must be the ARN of a role or user/,
    );
  });

  it('reports a management role that nobody would use', () => {
    const text = minimal().replace(
      'organization:\n',
      'organization:\n  managementRoleArn: arn:aws:iam::111111111111:role/m\n',
    );
    expect(problemsOf(text)).to.deep.equal([
      'org.yaml:3:22 organization.managementRoleArn: has no use unless organization.caller is delegated-administrator ("arn:aws:iam::111111111111:role/m")',
    ]);
  });

  it('reports every mistake at once, in the order of the text, those of schema, catalog and syntax tree together', () => {
    const text = minimal('recorder: { adopt: never }\nrecorder: { role: none }\ntag: {}\n')
      .replace('us-east-1, eu', 'us-esat-1, us-east-1, us-east-1, eu')
      .replace('version: 1', 'version: one');
    expect(problemsOf(text)).to.deep.equal([
      'org.yaml:1:10 version: must be 1 ("one")',
      'org.yaml:8:13 regions.include[0]: must be a Region that the catalog knows ("us-esat-1") – did you mean us-east-1?',
      'org.yaml:8:35 regions.include[2]: is in this list twice ("us-east-1")',
      'org.yaml:10:1 recorder: is there twice: first in line 9',
      'org.yaml:10:19 recorder.role: must be service-linked or dedicated ("none")',
      'org.yaml:11:1 tag: is not a key here – did you mean tags?',
    ]);
  });

  it('fills in every default', () => {
    const config = configOf(minimal());
    expect(config.organization).to.deep.equal({
      caller: 'management-account',
      callers: ['arn:aws:iam::111111111111:role/operator'],
      memberRoles: ['OrganizationAccountAccessRole', 'AWSControlTowerExecution'],
    });
    expect(config.accounts).to.deep.equal({
      organizationalUnits: ['/'],
      exclude: [],
      includeManagementAccount: true,
    });
    expect(config.recorder.resourceTypes).to.include('AWS::SecretsManager::Secret');
    expect(config.delivery).to.deep.equal({ trust: 'organization' });
    expect(Object.values(config.rules).every((rule) => rule.enabled)).to.equal(true);
    expect(config.stackSets).to.deep.include({
      prefix: 'orgsecrets',
      region: 'us-east-1',
      iamRegion: 'us-east-1',
    });
    expect(config.aggregator).to.deep.equal({ name: 'orgsecrets', regions: 'covered' });
    expect(config.tags).to.deep.equal({});
  });

  it('takes the main Region of the partition for IAM where the home Region is opt-in', () => {
    const config = configOf(minimal().replace('homeRegion: us-east-1', 'homeRegion: eu-south-1'));
    expect(config.stackSets).to.deep.include({ region: 'eu-south-1', iamRegion: 'us-east-1' });
  });

  it('reads an excluded account or Region as a plain value or with a reason', () => {
    const config = configOf(
      minimal(
        "  exclude: [eu-south-1, { name: eu-west-1, reason: leaving }]\naccounts:\n  exclude: ['012345678901']\n",
      ),
    );
    expect(config.regions.exclude).to.deep.equal([
      { name: 'eu-south-1' },
      { name: 'eu-west-1', reason: 'leaving' },
    ]);
    expect(config.accounts.exclude).to.deep.equal([{ id: '012345678901' }]);
  });
});
