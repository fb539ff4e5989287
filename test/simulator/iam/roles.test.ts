import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DeleteServiceLinkedRoleCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetServiceLinkedRoleDeletionStatusCommand,
  ListAccountAliasesCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { expect } from 'chai';
import type { Simulator } from '../../../src/simulator/start.js';
import { clients, errorOf, management, shop, simulate } from '../kernel/support/simulator.js';
import type { Clients } from '../kernel/support/simulator.js';

const policy = (...Statement: unknown[]): string => JSON.stringify({ Version: '2012-10-17', Statement });
const AssumeRolePolicyDocument = policy({
  Effect: 'Allow',
  Principal: { Service: 'config.amazonaws.com' },
  Action: 'sts:AssumeRole',
});
const reads = policy({ Effect: 'Allow', Action: 'config:Get*', Resource: '*' });
const decoded = (text: string | undefined): unknown => JSON.parse(decodeURIComponent(text ?? ''));
const configRole = 'arn:aws:iam::aws:policy/service-role/AWS_ConfigRole';

describe('simulator: IAM roles', () => {
  let simulator: Simulator;
  let iam: Clients['iam'];
  beforeEach(async () => {
    simulator = await simulate();
    iam = clients(simulator).iam;
    await iam.send(
      new CreateRoleCommand({
        RoleName: 'r',
        Path: '/p/',
        AssumeRolePolicyDocument,
        Description: 'one',
        Tags: [{ Key: 'a', Value: '1' }],
      }),
    );
  });
  afterEach(() => simulator.stop());

  it('are made, shown, changed and deleted', async () => {
    const shown = async (): Promise<Record<string, unknown>> => ({
      ...(await iam.send(new GetRoleCommand({ RoleName: 'r' }))).Role,
    });
    expect(await shown()).to.deep.include({
      Arn: `arn:aws:iam::${management}:role/p/r`,
      Path: '/p/',
      Description: 'one',
      MaxSessionDuration: 3600,
      Tags: [{ Key: 'a', Value: '1' }],
    });
    await iam.send(new UpdateRoleCommand({ RoleName: 'r', Description: 'two', MaxSessionDuration: 7200 }));
    expect(await shown()).to.include({ Description: 'two', MaxSessionDuration: 7200 });
    const other = policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${shop}:role/OrganizationAccountAccessRole` },
      Action: 'sts:AssumeRole',
    });
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'r', PolicyDocument: other }));
    expect(decoded((await shown())['AssumeRolePolicyDocument'] as string)).to.deep.equal(JSON.parse(other));
    await iam.send(new TagRoleCommand({ RoleName: 'r', Tags: [{ Key: 'b', Value: '2' }] }));
    await iam.send(new UntagRoleCommand({ RoleName: 'r', TagKeys: ['a'] }));
    expect((await iam.send(new ListRoleTagsCommand({ RoleName: 'r' }))).Tags).to.deep.equal([
      { Key: 'b', Value: '2' },
    ]);
    await iam.send(new DeleteRoleCommand({ RoleName: 'r' }));
    expect((await errorOf(iam.send(new GetRoleCommand({ RoleName: 'r' })))).name).to.equal(
      'NoSuchEntityException',
    );
  });

  it('have names that are unique without regard to case', async () => {
    const again = await errorOf(iam.send(new CreateRoleCommand({ RoleName: 'R', AssumeRolePolicyDocument })));
    expect(again).to.include({
      name: 'EntityAlreadyExistsException',
      message: 'Role with name R already exists.',
    });
    expect(again['$metadata']).to.include({ httpStatusCode: 409 });
  });

  it("hold inline and managed policies, and can't be deleted while they do", async () => {
    await iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'reads', PolicyDocument: reads }));
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: configRole }));
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: configRole }));
    expect((await iam.send(new ListRolePoliciesCommand({ RoleName: 'r' }))).PolicyNames).to.deep.equal([
      'reads',
    ]);
    expect(
      decoded(
        (await iam.send(new GetRolePolicyCommand({ RoleName: 'r', PolicyName: 'reads' }))).PolicyDocument,
      ),
    ).to.deep.equal(JSON.parse(reads));
    expect(
      (await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'r' }))).AttachedPolicies,
    ).to.deep.equal([{ PolicyName: 'AWS_ConfigRole', PolicyArn: configRole }]);
    const conflict = async (): Promise<string> =>
      (await errorOf(iam.send(new DeleteRoleCommand({ RoleName: 'r' })))).message;
    expect(await conflict()).to.equal('Cannot delete entity, must detach all policies first.');
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn: configRole }));
    expect(await conflict()).to.equal('Cannot delete entity, must delete policies first.');
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'r', PolicyName: 'reads' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'r' }));
    expect((await iam.send(new ListRolesCommand({ PathPrefix: '/p/' }))).Roles).to.deep.equal([]);
  });

  it('know what is missing by name', async () => {
    const codes = await Promise.all(
      [
        iam.send(new GetRolePolicyCommand({ RoleName: 'r', PolicyName: 'none' })),
        iam.send(new DeleteRolePolicyCommand({ RoleName: 'r', PolicyName: 'none' })),
        iam.send(new DetachRolePolicyCommand({ RoleName: 'r', PolicyArn: configRole })),
        // AWS took this policy away: https://github.com/newrelic/aws-log-ingestion/issues/77
        iam.send(
          new AttachRolePolicyCommand({
            RoleName: 'r',
            PolicyArn: 'arn:aws:iam::aws:policy/service-role/AWSConfigRole',
          }),
        ),
      ].map(async (call) => (await errorOf(call)).name),
    );
    expect(new Set(codes)).to.deep.equal(new Set(['NoSuchEntityException']));
  });

  const malformed: readonly (readonly [string, string])[] = [
    [
      'trusts a role that does not exist',
      policy({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${shop}:role/none` },
        Action: 'sts:AssumeRole',
      }),
    ],
    ['has no principal', policy({ Effect: 'Allow', Action: 'sts:AssumeRole' })],
    ['has a resource', policy({ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole', Resource: '*' })],
    ['allows more than assuming', policy({ Effect: 'Allow', Principal: '*', Action: 's3:*' })],
    ['is not JSON', 'none'],
  ];
  for (const [what, document] of malformed) {
    it(`refuse a trust policy that ${what}`, async () => {
      const error = await errorOf(
        iam.send(new CreateRoleCommand({ RoleName: 'new', AssumeRolePolicyDocument: document })),
      );
      expect(error.name).to.equal('MalformedPolicyDocumentException');
      expect((await errorOf(iam.send(new GetRoleCommand({ RoleName: 'new' })))).name).to.equal(
        'NoSuchEntityException',
      );
    });
  }

  it('refuse identity policies with a principal, without a resource or beyond 10,240 characters', async () => {
    const put = (PolicyDocument: string): Promise<Error> =>
      errorOf(iam.send(new PutRolePolicyCommand({ RoleName: 'r', PolicyName: 'p', PolicyDocument })));
    expect(
      (await put(policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }))).name,
    ).to.equal('MalformedPolicyDocumentException');
    expect((await put(policy({ Effect: 'Allow', Action: '*' }))).name).to.equal(
      'MalformedPolicyDocumentException',
    );
    expect((await put(policy({ Effect: 'Allow', Action: '*', Resource: 'bucket' }))).name).to.equal(
      'MalformedPolicyDocumentException',
    );
    expect(
      (
        await put(
          policy(
            ...Array.from({ length: 200 }, () => ({ Effect: 'Allow', Action: 'config:Get*', Resource: '*' })),
          ),
        )
      ).name,
    ).to.equal('LimitExceededException');
  });

  it('are listed in pages', async () => {
    for (let number = 0; number < 5; number += 1)
      await iam.send(new CreateRoleCommand({ RoleName: `r${number}`, AssumeRolePolicyDocument }));
    const pages: number[] = [];
    for await (const { Roles } of paginateListRoles({ client: iam, pageSize: 2 }, {}))
      pages.push(Roles?.length ?? 0);
    expect(pages).to.deep.equal([2, 2, 2]);
    expect((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases).to.deep.equal([]);
  });

  it('of services are made once, by their service, and can only be changed by AWS', async () => {
    const make = new CreateServiceLinkedRoleCommand({ AWSServiceName: 'config.amazonaws.com' });
    const { Role } = await iam.send(make);
    expect(Role?.Arn).to.equal(
      `arn:aws:iam::${management}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
    );
    expect(await errorOf(iam.send(make))).to.include({
      name: 'InvalidInputException',
      message:
        'Service role name AWSServiceRoleForConfig has been taken in this account, please try a different suffix.',
    });
    const RoleName = 'AWSServiceRoleForConfig';
    expect(
      (
        await errorOf(
          iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument: reads })),
        )
      ).name,
    ).to.equal('UnmodifiableEntityException');
    expect((await errorOf(iam.send(new DeleteRoleCommand({ RoleName })))).name).to.equal(
      'UnmodifiableEntityException',
    );
    expect(
      (
        await errorOf(
          iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: 'nothing.amazonaws.com' })),
        )
      ).name,
    ).to.equal('InvalidInputException');
    const { DeletionTaskId } = await iam.send(new DeleteServiceLinkedRoleCommand({ RoleName }));
    expect(
      (await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }))).Status,
    ).to.equal('IN_PROGRESS');
    await simulator.clock.sleep(10_000);
    expect(
      (await iam.send(new GetServiceLinkedRoleDeletionStatusCommand({ DeletionTaskId }))).Status,
    ).to.equal('SUCCEEDED');
    expect((await errorOf(iam.send(new GetRoleCommand({ RoleName })))).name).to.equal(
      'NoSuchEntityException',
    );
  });
});
