import type { Say } from '../say.ts';
import type { Words } from '../words/en.ts';
import type { AccountWords } from './en.ts';

/** What pages on the account say: sentences that they share, and two that each has of its own. */
export type SayOfPage = Say<keyof AccountWords | keyof Words | 'loading' | 'failed'>;
