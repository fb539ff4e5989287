/** The resource type that the rules are about, as AWS Config names it. */
export const secretType = 'AWS::SecretsManager::Secret';
