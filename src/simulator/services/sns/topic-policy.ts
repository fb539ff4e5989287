import { parsePolicy, PolicySyntax } from '../../iam-evaluator/document.js';
import { invalidParameter } from './topic-access.js';

/**
 * Refuses what SNS refuses as a topic's policy: bad syntax, actions of another service, another topic.
 * @throws ServiceError InvalidParameter
 */
export function checkTopicPolicy(policy: string, topicArn: string): void {
  try {
    for (const { actions, resources, principals } of parsePolicy(policy).statements) {
      if (principals === undefined) throw invalidParameter('Policy Error: null');
      if (actions?.patterns.some((action) => !/^sns:/i.test(action)))
        throw invalidParameter('Policy statement action out of service scope!');
      if (resources?.patterns.some((pattern) => pattern !== topicArn && pattern !== '*')) {
        throw invalidParameter('Invalid policy resource element: must match topic ARN.');
      }
    }
  } catch (error) {
    if (!(error instanceof PolicySyntax)) throw error;
    throw invalidParameter('Policy Error: null');
  }
}
