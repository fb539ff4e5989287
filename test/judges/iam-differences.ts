/** Where the judge decides otherwise than AWS does: the case's name, why, and how that is known. */
interface KnownDifference {
  readonly name: string;
  readonly why: string;
  readonly source: string;
}

export const judgeIsWrong: readonly KnownDifference[] = [
  {
    name: 'variables are plain text before 2012-10-17',
    why: 'The judge fills policy variables whatever the version of the document is.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html',
  },
  {
    name: 'a star at the end of a part reaches past the colon',
    why: 'The judge compares part by part.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html',
  },
  {
    name: 'IpAddress aws:SourceIp "0.0.0.0/0": "203.0.113.7"',
    why: 'The judge finds no address in the block of all addresses.',
    source: 'https://www.rfc-editor.org/rfc/rfc4632#section-3.1',
  },
  {
    name: 'the session policy does not bind a grant to the session',
    why: 'What a resource policy grants to the session itself comes on top of what the session policy leaves.',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session',
  },
];
