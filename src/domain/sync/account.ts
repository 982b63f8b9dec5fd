import { z } from 'zod';
import { BANT_QUESTIONS, DEAL_OUTCOMES } from '../words.ts';

/** Options that are stored of a property: no person makes longer lists, only programs. */
export const MOST_OPTIONS = 500;

const texts = z.array(z.string()).readonly();
const dealOutcome = z.enum(DEAL_OUTCOMES);
const owner = z
  .object({
    id: z.string(),
    name: z.string(),
    /** the id of the owner as a HubSpot user; null: unknown */
    userId: z.number().nullable().catch(null),
    /** the names of the owner's teams; absent: none, or not read yet */
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
 * What Ripen must know of an account to work in it. Fields that a stored row does not have are
 * empty: an older version stored the row, or the account is not provisioned yet.
 */
export const accountCodec = z
  .object({
    /** IANA name; UTC if the account's own is unknown */
    timeZone: z.string().catch('UTC'),
    uiDomain: z.string().catch(''),
    /** lifecycle stages, first to last, in the account's own order */
    stageOrder: texts.catch([]),
    dealStages: z.record(z.string(), dealOutcome).readonly().catch({}),
    /** contact properties that exist in the account */
    contactProperties: texts.catch([]),
    /** the owners, who can get contacts and tasks */
    owners: z.array(owner).readonly().catch([]),
    /** owners whom HubSpot keeps though they have left: their names stand where they still own */
    leavers: z
      .array(z.object({ id: z.string(), name: z.string() }).readonly())
      .readonly()
      .catch([]),
    /** ids of the super admins; empty: the account does not let Ripen read them */
    superAdmins: z.array(z.number()).readonly().catch([]),
    /** Ripen's properties that the account does not have: Ripen does not write them */
    lacking: texts.catch([]),
    /** properties whose values seem to answer questions of BANT */
    questions: z.array(askedQuestion).readonly().catch([]),
    /** what an admin should mend, in sentences */
    problems: texts.catch([]),
  })
  .readonly();

export type Account = z.infer<typeof accountCodec>;

/** An account of which Ripen knows nothing yet. */
export const UNKNOWN_ACCOUNT: Account = accountCodec.parse({});
