import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import type { LeadType } from '../../domain/sales/conversion.ts';

/** The type of lead that a contact is, to be counted and compared with those like it. */
export const leadTypeOf = ({ written, grade }: Pick<Evaluation, 'written' | 'grade'>): LeadType => ({
  grade,
  companySize: written['ripen_company_size'] || null,
});
