import type { Word } from './words/en.ts';
import { say } from './words/words.ts';

/** HubSpot's values of a contact's original source. */
const NAMES: Readonly<Record<string, Word>> = {
  ORGANIC_SEARCH: 'from_organic_search',
  PAID_SEARCH: 'from_paid_search',
  EMAIL_MARKETING: 'from_email_marketing',
  SOCIAL_MEDIA: 'from_social_media',
  REFERRALS: 'from_referrals',
  OTHER_CAMPAIGNS: 'from_other_campaigns',
  DIRECT_TRAFFIC: 'from_direct_traffic',
  OFFLINE: 'from_offline',
  PAID_SOCIAL: 'from_paid_social',
  AI_REFERRALS: 'from_ai_referrals',
};

/** The name of a source. A source without a name stays. */
export function nameOfSource(value: string): string {
  const word = NAMES[value];
  return word === undefined ? value : say(word);
}

/** Lines that begin with a source, with HubSpot's values in the place of the reader's names. */
export function withSourceValues(lines: string): string {
  const values = new Map(Object.entries(NAMES).map(([value, word]) => [say(word).toLowerCase(), value]));
  return lines.replace(
    /^[ ]*"?([^";,\t\r\n]+?)"?[ ]*(?=[;,\t])/gm,
    (cell, name: string) => values.get(name.toLowerCase()) ?? cell,
  );
}
