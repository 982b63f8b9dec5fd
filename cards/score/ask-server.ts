import { type CardAnswer, cardAnswer } from './contract.ts';
import { ask, type Problem } from './shared/ask.ts';

/** Longer than the server ever takes. */
const TIMEOUT_MS = 10_000;

/** Reads the card, or with a body acts on it. */
export const askServer = (url: string, body?: Readonly<Record<string, unknown>>): Promise<CardAnswer | Problem> =>
  ask({ url, body, timeout: TIMEOUT_MS, read: cardAnswer.safeParse });
