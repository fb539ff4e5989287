import { ServiceError } from '../../../kernel/contract.js';
import type { Template } from './model.js';

/** IAM resources whose own name, when the template gives one, asks for CAPABILITY_NAMED_IAM. */
const NAMED: Readonly<Record<string, string>> = {
  'AWS::IAM::Group': 'GroupName',
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::User': 'UserName',
};
/** [CreateStack, Capabilities] lists these; AWS::IAM::ServiceLinkedRole is not on the list (assumed to need none). */
const ANY_IAM = new Set([
  ...Object.keys(NAMED),
  'AWS::IAM::AccessKey',
  'AWS::IAM::Policy',
  'AWS::IAM::UserToGroupAddition',
]);

/** The capability that a template asks for and its types of resource that ask. */
export function neededCapability(
  template: Template,
):
  | { readonly capability: 'CAPABILITY_IAM' | 'CAPABILITY_NAMED_IAM'; readonly types: readonly string[] }
  | undefined {
  const iam = Object.values(template.resources).filter(({ type }) => ANY_IAM.has(type));
  if (iam.length === 0) return undefined;
  const named = iam.some(({ type, properties }) => {
    const member = NAMED[type];
    return member !== undefined && properties[member] !== undefined;
  });
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(iam.map(({ type }) => type))],
  };
}

/** InsufficientCapabilitiesException unless what the template needs was acknowledged; NAMED_IAM includes IAM. */
export function checkCapabilities(template: Template, acknowledged: readonly string[]): void {
  const needed = neededCapability(template)?.capability;
  if (needed === undefined || acknowledged.includes(needed) || acknowledged.includes('CAPABILITY_NAMED_IAM'))
    return;
  throw new ServiceError('InsufficientCapabilitiesException', `Requires capabilities : [${needed}]`);
}
