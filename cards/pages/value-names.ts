import { modelTelling, speech } from './words/words.ts';

/** Fields whose values have names in every language, whoever asks for them: a filter or a rule. */
const COUNTRY = /(^|[._])country$/;
const INDUSTRY = /^(lead\.)?industry$/;
const WORK = /^lead\.(job_area|seniority)$/;

type Option = { readonly value: string; readonly label: string };

/** What the reader calls a value that has this label in English; `type`: as HubSpot calls it. */
export function nameOfValue(field: string, { value, label }: Option, type: string | null = null): string {
  if (COUNTRY.test(field)) return modelTelling().countries(label);
  if (INDUSTRY.test(field)) return modelTelling().work(label);
  if (WORK.test(field)) return modelTelling().work(value.replaceAll('_', ' '));
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
