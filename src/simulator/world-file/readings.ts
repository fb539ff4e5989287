import { z } from 'zod';

/* Which of two readings holds in this world: docs/simulator-fidelity.md tells both. */

/** Where AWS does not say what CloudFormation does. */
export const cloudFormationReadings = z
  .strictObject({
    deletedStack: z.enum(['made-again', 'missed']).default('made-again').meta({
      description:
        'What StackSets do with an instance whose stack somebody deleted in the account: make it again, or fail an update and leave it alone otherwise.',
    }),
    unreadableTypes: z.array(z.string()).default([]).meta({
      description:
        'Resource types that CloudFormation can’t read, beside recorders and delivery channels: drift detection passes over them.',
    }),
    goneRecorder: z.enum(['put-again', 'not-found']).default('put-again').meta({
      description:
        'What a stack does with a recorder or delivery channel of its own that is gone: an update puts it again and a deletion succeeds, or both fail.',
    }),
    existingRule: z.enum(['refused', 'overwritten']).default('refused').meta({
      description:
        'What a stack does whose rule of AWS Config has the name of one that is there: fail, or put its own over it.',
    }),
    settingUp: z.enum(['refused', 'waited-for']).default('refused').meta({
      description:
        'What StackSets do in an account that AWS is still setting up: fail there, or wait until it is done.',
    }),
    disabledRegion: z.enum(['let-go', 'inoperable']).default('let-go').meta({
      description:
        'What DeleteStackInstances with RetainStacks makes of an instance in a Region that its account has disabled: lets go of it, or leaves it INOPERABLE.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which reading holds where AWS does not say what CloudFormation does.' });

/** Where AWS does not say what IAM does. */
export const iamReadings = z
  .strictObject({
    goneRole: z.enum(['denied', 'unknown']).default('denied').meta({
      description:
        'How a session is refused whose role is gone: as one that may do nothing, or as one that nobody knows.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which reading holds where AWS does not say what IAM does.' });

/** Where AWS does not say what AWS Organizations does. */
export const organizationsReadings = z
  .strictObject({
    ownChanges: z.enum(['at-once', 'late']).default('at-once').meta({
      description:
        'When the management account sees trusted access and delegated administrators that it has changed itself: at once, or after organizationsPropagation as everybody else.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which reading holds where AWS does not say what AWS Organizations does.' });

/** Where sources disagree on what AWS Config does. */
export const configReadings = z
  .strictObject({
    failedDeliveries: z.enum(['channel-alone', 'recorder-too']).default('channel-alone').meta({
      description:
        'Whose status tells of a delivery that failed: the delivery channel’s, or the recorder’s too.',
    }),
    accountsBeyondTheWeek: z.enum(['later', 'refused']).default('later').meta({
      description:
        'What becomes of an aggregator over more accounts than AWS Config adds to aggregators in a week: it takes them in week by week, or is refused.',
    }),
    organizationKeys: z.enum(['sent', 'absent']).default('sent').meta({
      description:
        'Do the calls with which AWS Config delivers tell the organization (aws:SourceOrgID, aws:SourceOrgPaths)?',
    }),
    changedChannel: z.enum(['begins-anew', 'keeps-status']).default('begins-anew').meta({
      description:
        'What a delivery channel that is put with another bucket says until its next delivery: that it has had none, or what it said of the last.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which reading holds where sources disagree on what AWS Config does.' });
