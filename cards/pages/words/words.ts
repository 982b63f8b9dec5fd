import type { SpeechView } from '../contracts/speech-contract.ts';
import type { Language, Reader } from '../shared/language.ts';
import { type Say, sayWith } from '../shared/say.ts';
import { TOLD_EN } from '../shared/told/en.ts';
import { MODEL_EN } from '../told/en.ts';
import { modelToldIn, type Telling } from '../told/told-model.ts';
import { EN, type Word } from './en.ts';
import { FIRST } from './first.ts';
import type { Speech } from './speech.ts';

type Listener = Pick<Reader, 'language' | 'locale'>;

/** The page runs in a worker of its own, for one reader, so this module keeps the language. */
let listener: Listener = { language: 'en', locale: 'en' };
let speechOfReader: Speech | null = null;
let spoken: Say<Word> = sayWith(EN, listener, TOLD_EN);
let telling: Telling = modelToldIn(null, spoken.day);

/** From now on the page speaks to this reader: in English until it has learnt their language. */
export function speakTo(reader: Listener): void {
  listener = reader;
  const known = speechOfReader?.language === reader.language ? speechOfReader : null;
  spoken =
    known === null
      ? sayWith({ ...EN, ...FIRST[reader.language] }, inEnglish(reader), TOLD_EN)
      : sayWith(known.words, reader, known.told);
  telling = modelToldIn(known, spoken.day);
}

/** English has no language to learn, and is written otherwise in Britain than in America. */
const inEnglish = (reader: Listener): Listener =>
  reader.language === 'en' ? reader : { language: 'en', locale: 'en' };

export const isUnderstood = (language: Language): boolean => language === 'en' || speechOfReader?.language === language;

/** Learns a language from the server's answer. What lacks there stays English. */
export function learnSpeech(language: Speech['language'], { words, told, model }: SpeechView): void {
  speechOfReader = {
    language,
    words: { ...EN, ...words },
    told: { ...TOLD_EN, ...told },
    model: {
      ...model,
      sentences: { ...MODEL_EN.sentences, ...model.sentences },
      conditions: { ...MODEL_EN.conditions, ...model.conditions },
    },
  };
  speakTo(listener);
}

/** The sentences of the page, handed to components that several pages share. */
export const speech = (): Say<Word> => spoken;

/** Translates what the server says of a model. */
export const modelTelling = (): Telling => telling;

/** A sentence of the page, with its places filled. */
export const say = (...said: Parameters<Say<Word>>): string => spoken(...said);

/** A sentence that the server said in English. */
export const told = (sentence: string): string => spoken.told(sentence);

/** A line of a table whose sentence the server said in English. */
export const toldRow = <Row extends { readonly what: string }>(row: Row): Row => ({ ...row, what: told(row.what) });

/** A sentence that counts. */
export const sayCounted = (...said: Parameters<Say<Word>['counted']>): string => spoken.counted(...said);
