import * as z from 'zod/mini';
import { correspondence, deeds, quality, ready, touches, workList } from '../shared/account/view.ts';
import { filter } from './figures-contract.ts';

/* One list of contacts, of those that are chosen. Instants are ms since 1970 UTC. */

const seen = { state: z.literal('ok'), now: z.int(), filters: z.array(filter) };

export const workView = z.union([
  z.object({ ...seen, list: z.literal('sales'), workList }),
  z.object({ ...seen, list: z.literal('ready'), ready }),
  z.object({ ...seen, list: z.literal('nurture'), touches, correspondence }),
  z.object({ ...seen, list: z.literal('quality'), quality }),
  z.object({ ...seen, list: z.literal('deeds'), deeds }),
  z.object({ state: z.literal('not_set_up') }),
]);
export type WorkView = z.infer<typeof workView>;
