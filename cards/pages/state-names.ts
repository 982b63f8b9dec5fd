import type { Word } from './words/en.ts';
import { say } from './words/words.ts';

const NAMES: Readonly<Record<string, Word>> = {
  unqualified: 'is_unqualified',
  none: 'in_none',
  mql_nurture: 'in_mql_nurture',
  sales_ready: 'in_sales_ready',
  dormant_sql: 'in_dormant_sql',
  dormant_mql: 'in_dormant_mql',
  closed_lost_review: 'in_closed_lost_review',
  no_correspondence: 'in_no_correspondence',
  customer: 'in_customer',
  closed_lost: 'in_closed_lost',
  dormant_unqualified: 'in_dormant_unqualified',
  mql: 'is_mql',
  sql: 'is_sql',
};

/** The name of a state of a contact, such as its track. A state without a name stays. */
export function nameOfState(value: string): string {
  const word = NAMES[value.replaceAll(' ', '_')];
  return word === undefined ? value : say(word);
}
