import type { Target } from './target.js';

/** Whose fault it is: decides the exit code and the tone of the message. */
export type Fault = 'user' | 'aws' | 'internal';

/** Every code that an OrgSecretsError can carry. The table in the docs is generated from this. */
export const errorCodes = {
  InvalidConfig: 'The org.yaml, or another input file, is not valid.',
  InvalidUsage: 'The command line is not valid.',
  WrongOrganization: 'The credentials belong to another organization than the org.yaml names.',
  NotPermitted: 'AWS denied a call that this command needs.',
  NoCredentials: 'No usable AWS credentials were found.',
  AwsUnavailable: 'AWS did not answer in time, or answered with an error of its own.',
  UnexpectedAnswer: 'AWS answered something that its documentation does not describe.',
  InvalidState: 'What orgsecrets keeps in AWS between two runs can not be read.',
  NotOurs: 'Something of the same name exists that orgsecrets did not create.',
  Refused: 'A gate held: a person did not agree, or something must be proved or allowed first.',
  PlanChanged: 'What an approved plan was made from has changed since.',
  ActionFailed: 'An action of the plan failed.',
  DeadlineReached: 'A wait reached its deadline; what it waited for goes on.',
  Interrupted: 'The run was interrupted.',
  Internal: 'A defect of orgsecrets.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

export interface ErrorDetails {
  readonly fault: Fault;
  /** What to do next, as a sentence or a command. */
  readonly instructions?: string;
  /** The targets (or accounts, with no Region) concerned. */
  readonly targets?: readonly Partial<Target>[];
  readonly cause?: unknown;
}

/** The root of every error that orgsecrets throws on purpose. */
export class OrgSecretsError extends Error {
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly instructions: string | undefined;
  readonly targets: readonly Partial<Target>[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'OrgSecretsError';
    this.code = code;
    this.fault = details.fault;
    this.instructions = details.instructions;
    this.targets = details.targets ?? [];
  }
}
