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
  })
  .prefault({})
  .meta({ description: 'Which reading holds where AWS does not say what CloudFormation does.' });

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
    changedChannel: z.enum(['begins-anew', 'keeps-status']).default('begins-anew').meta({
      description:
        'What a delivery channel that is put with another bucket says until its next delivery: that it has had none, or what it said of the last.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which reading holds where sources disagree on what AWS Config does.' });
