import { z } from 'zod';

/* Schemas of small values that several sections of the document use. */

export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected lower-case letters, digits and _ (at most 64)')
  .meta({ id: 'id' });
export const sentence = z.string().min(1).max(200);
export const days = z.number().positive().max(3650);
export const wholeDays = z.number().int().positive().max(3650);
export const points = z
  .number()
  .min(-1000)
  .max(1000)
  .refine((value) => Number.isInteger(Math.round(value * 1e9) / 1e6), 'expected at most three decimals')
  .meta({ id: 'points', description: 'At most three decimals: the engine counts whole thousandths of a point.' });
export const hundred = z.number().int().min(0).max(100);
export const field = z
  .string()
  .regex(
    /^(company\.|lead\.|deals\.|score\.)?[a-z][a-z0-9_]{0,99}$/,
    'expected a property name (at most 100 letters), or company.…, lead.…, deals.… or score.…',
  )
  .meta({
    id: 'field',
    description:
      'jobtitle is a contact property, company.industry one of the primary company, lead.mail_kind a fact that Ripen derives, deals.open, deals.won, deals.lost, deals.last_won_at and deals.last_lost_at what the deals say, score.fit, score.interest, score.combined, score.qualification, score.journey_stage, score.brand_awareness, score.product_interest, score.persona and score.segment what Ripen has just found out (in `ready` alone).',
  });
export const someTexts = z.array(z.string().min(1)).min(1);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:00');
export const openingHours = { from: timeOfDay, to: timeOfDay };
export const opensBeforeItCloses = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from < to;
export const ownerId = z.string().regex(/^\d+$/, 'expected the id of an owner of the account');
export const hours = z.number().positive().max(1000);
