import { putInForce } from '../../src/use-cases/models/put-in-force.ts';

/** Makes a document the model of a portal, without a plan that anybody looked at. */
export const publishAtOnce = (
  context: Parameters<typeof putInForce>[0],
  portalId: number,
  document: unknown,
): ReturnType<typeof putInForce> =>
  putInForce(context, portalId, { document, by: null, note: '', backTo: null, plan: null, after: null });
