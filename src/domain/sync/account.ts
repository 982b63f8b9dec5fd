import { z } from 'zod';
import { BANT_QUESTIONS, DEAL_OUTCOMES } from '../words.ts';

const texts = z.array(z.string()).readonly();
const dealOutcome = z.enum(DEAL_OUTCOMES);
const owner = z
  .object({
    id: z.string(),
    name: z.string(),
    /** of the HubSpot user that the owner is; null: unknown */
    userId: z.number().nullable().catch(null),
    /** the names of their teams; absent: none, or not read yet */
    teams: texts.optional().catch(undefined),
  })
  .readonly();

const option = z.object({ value: z.string(), label: z.string() }).readonly();
const askedQuestion = z
  .object({
    name: z.string(),
    label: z.string(),
    options: z.array(option).readonly(),
    question: z.enum(BANT_QUESTIONS),
    word: z.string(),
  })
  .readonly();

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
    /** ids of users who may do everything; none: the account does not let Ripen read them */
    superAdmins: z.array(z.number()).readonly().catch([]),
    /** properties of ours that the account does not have: they are not written */
    lacking: texts.catch([]),
    /** properties whose answers seem to tell budget, authority, need or timeline */
    questions: z.array(askedQuestion).readonly().catch([]),
    /** what an admin must mend, in sentences */
    problems: texts.catch([]),
  })
  .readonly();

export type Account = z.infer<typeof accountCodec>;

/** Nothing is known of it yet. */
export const UNKNOWN_ACCOUNT: Account = accountCodec.parse({});
