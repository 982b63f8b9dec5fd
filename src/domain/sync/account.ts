import { z } from 'zod';
import { DEAL_OUTCOMES } from '../words.ts';

const texts = z.array(z.string()).readonly();
const dealOutcome = z.enum(DEAL_OUTCOMES);
/** `userId`: of the HubSpot user that the owner is; null: unknown */
const owner = z.object({ id: z.string(), name: z.string(), userId: z.number().nullable().catch(null) }).readonly();

/**
 * What Ripen must know of an account to work in it. Of a row that an older version has stored, or
 * that was stored before the account was provisioned, the fields that are not there are empty.
 */
export const accountCodec = z
  .object({
    /** IANA; UTC where the account's own is unknown */
    timeZone: z.string().catch('UTC'),
    uiDomain: z.string().catch(''),
    /** lifecycle stages, first to last, in the account's own order */
    stageOrder: texts.catch([]),
    dealStages: z.record(z.string(), dealOutcome).readonly().catch({}),
    /** contact properties that exist in the account */
    contactProperties: texts.catch([]),
    /** who can be given contacts and tasks */
    owners: z.array(owner).readonly().catch([]),
    /** properties of ours that the account does not have: they are not written */
    lacking: texts.catch([]),
    /** what an admin must mend, in sentences */
    problems: texts.catch([]),
  })
  .readonly();

export type Account = z.infer<typeof accountCodec>;

/** Nothing is known of it yet. */
export const UNKNOWN_ACCOUNT: Account = accountCodec.parse({});
