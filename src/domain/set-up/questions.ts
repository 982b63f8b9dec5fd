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

/** A property whose values seem to answer one of the four questions of BANT. */
export type AskedQuestion = AskedProperty & {
  readonly question: BantQuestion;
  /** the word of the label that tells the question */
  readonly word: string;
};

/** HubSpot's and Ripen's own properties ask nobody anything. */
const OWN = /^(hs_|ripen_|hubspot_)/;
/** A property with more options is no question. */
const MOST_OPTIONS = 20;
const MOST_PROPERTIES = 12;
const LONGEST = 200;

/**
 * Properties of an account that seem to ask for budget, authority, need or timeline: the label has
 * a word of the question, and there are options to choose from. At most three for a question.
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
  return BANT_QUESTIONS.flatMap((question) =>
    found.filter((property) => property.question === question).slice(0, 3),
  ).slice(0, MOST_PROPERTIES);
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

/** The answer that an option means; null: unknown, so a person must choose. */
export function answerSaid(question: BantQuestion, option: AskedProperty['options'][number]): ToldAnswer | null {
  const plain = plainWords(option.label);
  const whole = ANSWERS.find((answer) => PLAIN_ANSWERS[answer].some((word) => plain === plainWords(word)));
  if (whole !== undefined) return whole;
  const months = question === 'timeline' ? monthsIn(option.label) : null;
  if (months !== null) return months <= 3 ? 'yes' : months <= 12 ? 'partly' : 'no';
  // Look for "no" first: "no budget approved" has the words of "yes" too.
  return (['no', 'partly', 'yes'] as const).find((answer) => wordIn(plain, words[question][answer]) !== null) ?? null;
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:day|tag|jour|d[ií]a|dia|日)/, 1 / 30],
  [/^(?:week|woche|semaine|semana|週)/, 1 / 4],
  [/^(?:month|monat|mois|mes|m[eê]s|か月|ヶ月|カ月|ヵ月)/, 1],
  [/^(?:quarter|quartal|trimestre|四半期)/, 3],
  [/^(?:year|jahr|ans?\b|année|año|ano|年)/, 12],
];

/** The latest time that a label tells, in months: "3–6 months" is 6, "more than 6 months" is 7. */
function monthsIn(label: string): number | null {
  const text = label.toLowerCase().replace(/\s+/g, ' ');
  // Bounded, since a label of many digits could be divided in too many ways.
  const found = /(\d{1,6}) ?(?:[-–—~〜]|to|bis|à|a|até|and|und)? ?(\d{1,6})? ?(\+)? ?(\p{L}+)/u.exec(text);
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
