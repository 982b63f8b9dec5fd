import { createContext, useContext } from 'react';
import { type Dates, datesFor } from './dates.ts';
import type { Reader } from './shared/language.ts';
import { type Say, sayTo } from './words/words.ts';

/** How the card speaks to its reader: words and dates. */
export type Tell = { readonly say: Say; readonly dates: Dates };

/** `now`: of the server, since the reader's clock may be wrong. */
export function tellTo(reader: Reader, now: number): Tell {
  const say = sayTo(reader);
  return { say, dates: datesFor(reader, say, now) };
}

const Telling = createContext<Tell | null>(null);
export const TellProvider = Telling.Provider;

export function useTell(): Tell {
  const tell = useContext(Telling);
  if (tell === null) throw new Error('A part of the card is drawn outside of it.');
  return tell;
}
