import { putInForce } from '../../src/use-cases/models/publish/put-in-force.ts';

/** Makes a document the model of a portal, without a plan that anybody looked at. */
export const publishAtOnce = (
  context: Parameters<typeof putInForce>[0],
  portalId: number,
  document: unknown,
  backTo: number | null = null,
): ReturnType<typeof putInForce> =>
  putInForce(context, portalId, { document, by: null, note: '', backTo, plan: null, after: null });
