import type { Facts } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { LeadType } from '../../domain/sales/conversion.ts';

/** The type of lead that a contact is, to be counted and compared with those like it. */
export const leadTypeOf = (
  { written, persona, interest }: Evaluation,
  { contact }: Pick<Facts, 'contact'>,
): LeadType => ({
  companySize: written['ripen_company_size'] || null,
  source: contact['hs_analytics_source'] ?? null,
  persona: persona?.id ?? null,
  product: interest.productId,
});
