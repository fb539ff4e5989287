import { ServiceError } from '../../kernel/contract.js';
import type { Call, Operation, Shape } from '../../kernel/contract.js';
import { flag, isShape, requiredText, text } from '../../kernel/input.js';
import { expectedOwner, openBucket } from './bucket-access.js';

const most = 1000;

/**
 * Each object is deleted, and refused, by itself: the call succeeds although some of it fails.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html
 */
export const deleteObjects: Operation = {
  service: 's3',
  name: 'DeleteObjects',
  mutating: true,
  // Not the thousand keys.
  logged: ['Bucket'],
  http: {
    method: 'POST',
    uri: '/{Bucket}?delete',
    headers: expectedOwner,
    answer: { root: 'DeleteResult' },
  },
  // The permission is asked for each object.
  access: () => [],
  async handle(input, call) {
    const { name } = openBucket(input, call);
    const objects = objectsOf(input);
    const quiet = flag(input, 'Quiet') === true;
    const Deleted: Shape[] = [];
    const errors: Shape[] = [];
    for (const object of objects) {
      try {
        const deleted = await deleteOne(name, object, call);
        if (!quiet) Deleted.push(deleted);
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        errors.push({ ...object, Code: error.code, Message: error.message });
      }
    }
    return {
      ...(Deleted.length > 0 ? { Deleted } : {}),
      ...(errors.length > 0 ? { Error: errors } : {}),
    };
  },
};

function objectsOf(input: Shape): readonly { readonly Key: string; readonly VersionId?: string }[] {
  const given = input['Object'];
  const objects = Array.isArray(given) ? (given as readonly unknown[]) : given === undefined ? [] : [given];
  if (objects.length === 0 || objects.length > most || !objects.every(isShape))
    throw new ServiceError(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
    );
  return objects.map((object) => {
    const VersionId = text(object, 'VersionId');
    return {
      Key: requiredText(object, 'Key', 'MalformedXML'),
      ...(VersionId === undefined ? {} : { VersionId }),
    };
  });
}

async function deleteOne(
  Bucket: string,
  object: { readonly Key: string; readonly VersionId?: string },
  { world, caller, region }: Call,
): Promise<Shape> {
  const answer = await world.invoke('s3', 'DeleteObject', { Bucket, ...object }, { caller, region });
  const versionId = text(answer, 'VersionId');
  if (answer['DeleteMarker'] !== true) return { ...object };
  return { ...object, DeleteMarker: true, DeleteMarkerVersionId: versionId };
}
