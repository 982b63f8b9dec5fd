import { modelTelling, speech } from './words/words.ts';

/** Fields whose values have names in every language, whoever asks for them: a filter or a rule. */
const COUNTRY = /(^|[._])country$/;
const WORK = /(^|[._])(industry|job_area|seniority)$/;

/** What the reader calls a value, which has this label in English; `type`: as HubSpot calls it. */
export function nameOfValue(field: string, label: string, type: string | null = null): string {
  if (COUNTRY.test(field)) return modelTelling().countries(label);
  if (WORK.test(field)) return modelTelling().work(label.replaceAll('_', ' '));
  return type === 'date' || type === 'datetime' ? dayOf(label) : label;
}

/** HubSpot writes an instant in ISO form or in milliseconds. A text that is neither stays. */
function dayOf(label: string): string {
  const instant = /^\d{12,13}$/.test(label)
    ? Number(label)
    : /^\d{4}-\d\d-\d\d/.test(label)
      ? Date.parse(label)
      : Number.NaN;
  return Number.isNaN(instant) ? label : speech().day(new Date(instant).toISOString().slice(0, 10));
}
