import { BANT_QUESTIONS, type BantQuestion } from '../words.ts';
import words from './question-words.json' with { type: 'json' };
import { plainWords, wordIn } from './words.ts';

/** A property of the account as HubSpot defines it. */
export type AskedProperty = {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export const ANSWERS = ['yes', 'partly', 'no'] as const;
export type ToldAnswer = (typeof ANSWERS)[number];

/** A property whose answers seem to tell one of the four questions. */
export type AskedQuestion = AskedProperty & {
  readonly question: BantQuestion;
  /** the word of its label that says so */
  readonly word: string;
};

/** HubSpot's own properties ask nobody; a longer list of options is no question. */
const OWN = /^(hs_|ripen_|hubspot_)/;
const MOST_OPTIONS = 20;
const MOST_PROPERTIES = 12;
const LONGEST = 200;

/**
 * Properties of an account that seem to tell budget, authority, need or timeline: a word of the
 * question in the label, and options to choose from. At most three of a question.
 */
export function questionsIn(properties: readonly AskedProperty[]): readonly AskedQuestion[] {
  const found = properties.flatMap((property): AskedQuestion[] => {
    const { name, label, options } = property;
    const isQuestion = !OWN.test(name) && /^[a-z][a-z0-9_]{0,99}$/.test(name) && label.length <= LONGEST;
    if (!isQuestion || options.length < 2 || options.length > MOST_OPTIONS) return [];
    const plain = plainWords(`${label} ${name.replaceAll('_', ' ')}`);
    for (const question of BANT_QUESTIONS) {
      const word = wordIn(plain, words[question].asks);
      if (word !== null) return [{ ...property, question, word }];
    }
    return [];
  });
  return BANT_QUESTIONS.flatMap((question) => found.filter((one) => one.question === question).slice(0, 3)).slice(
    0,
    MOST_PROPERTIES,
  );
}

const PLAIN_ANSWERS: Readonly<Record<ToldAnswer, readonly string[]>> = {
  yes: ['yes', 'true', 'ja', 'oui', 'sí', 'sim', 'はい'],
  partly: [
    'partly',
    'maybe',
    'perhaps',
    'teilweise',
    'vielleicht',
    'peut être',
    'quizás',
    'tal vez',
    'talvez',
    '未確定',
  ],
  no: ['no', 'false', 'nein', 'non', 'não', 'いいえ'],
};

/** What an option says; null: nothing that we know, so that a person must say it. */
export function answerSaid(question: BantQuestion, option: AskedProperty['options'][number]): ToldAnswer | null {
  const plain = plainWords(option.label);
  const whole = ANSWERS.find((answer) => PLAIN_ANSWERS[answer].some((word) => plain === plainWords(word)));
  if (whole !== undefined) return whole;
  const months = question === 'timeline' ? monthsIn(option.label) : null;
  if (months !== null) return months <= 3 ? 'yes' : months <= 12 ? 'partly' : 'no';
  // What denies is longer and says more: "no budget approved".
  return (['no', 'partly', 'yes'] as const).find((answer) => wordIn(plain, words[question][answer]) !== null) ?? null;
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:day|tag|jour|d[ií]a|dia|日)/, 1 / 30],
  [/^(?:week|woche|semaine|semana|週)/, 1 / 4],
  [/^(?:month|monat|mois|mes|m[eê]s|か月|ヶ月|カ月|ヵ月)/, 1],
  [/^(?:quarter|quartal|trimestre|四半期)/, 3],
  [/^(?:year|jahr|ans?\b|année|año|ano|年)/, 12],
];

/** Until when at the latest, in months: of "3–6 months" six, of "more than 6 months" seven. */
function monthsIn(label: string): number | null {
  const text = label.toLowerCase();
  const found = /(\d+)\s*(?:[-–—~〜]|to|bis|à|a|até|and|und)?\s*(\d+)?\s*(\+)?\s*([\p{L}]+)/u.exec(text);
  if (found === null) return null;
  const [, from, to, plus, unit = ''] = found;
  const months = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
  if (months === undefined) return null;
  const isOpen =
    plus !== undefined ||
    /(more than|over|later than|beyond|mehr als|über|später|plus de|más de|mais de|以上|超)/.test(text) ||
    text.includes('+');
  const latest = Number(to ?? from) * months;
  return isOpen ? Math.max(latest, latest >= 12 ? 13 : latest + 1) : latest;
}
