import { findStartingModel, startWith } from '../changes/starting-models.ts';
import type { Model } from '../model/model.ts';
import { shorten } from '../text/text.ts';
import { isTimeZone } from '../time/time-zone.ts';
import { BANT_QUESTIONS } from '../words.ts';
import { withForms } from './forms.ts';
import { freeIdFrom } from './ids.ts';
import { territoriesFrom } from './owners.ts';
import { productsSeen, withProducts } from './products.ts';
import { ANSWERS } from './questions.ts';
import { askedIn, type SetUpField, type SetUpKnown, type SetUpStep } from './steps.ts';
import { TRAITS } from './survey.ts';
import { withBuyers } from './trait-rules.ts';

/** What somebody chose, by the name of the field. */
export type SetUpAnswers = Readonly<Record<string, string | readonly string[]>>;

export type AcceptOutcome =
  /** the document is not checked yet: `parseModel` tells whether it is a model */
  | { readonly outcome: 'accepted'; readonly document: unknown }
  /** `sentences` tell the person why */
  | { readonly outcome: 'refused'; readonly sentences: readonly string[] };

/**
 * Writes the answers of one step into the model. A field without an answer takes the proposed
 * value. A value that was not offered is refused.
 */
export function acceptStep(step: SetUpStep, known: SetUpKnown, answers: SetUpAnswers): AcceptOutcome {
  const { fields } = askedIn(step, known);
  const problems = fields.flatMap((field) => problemsOf(field, answers));
  if (problems.length > 0) return { outcome: 'refused', sentences: problems };
  const one = (name: string): string => {
    const given = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (typeof given === 'string') return given;
    const field = fields.find((asked) => asked.name === name);
    return typeof field?.value === 'string' ? field.value : '';
  };
  const some = (name: string): readonly string[] => {
    const given = Object.hasOwn(answers, name) ? answers[name] : undefined;
    const field = fields.find((asked) => asked.name === name);
    return Array.isArray(given) ? given : Array.isArray(field?.value) ? field.value : [];
  };
  return ACCEPTED[step](known, { one, some, fields });
}

function problemsOf(field: SetUpField, answers: SetUpAnswers): readonly string[] {
  if (!Object.hasOwn(answers, field.name)) return [];
  const given = answers[field.name]!;
  const what = 'label' in field && field.label !== undefined ? field.label : field.name.replaceAll('_', ' ');
  if ((field.kind === 'some') !== Array.isArray(given))
    return [
      field.kind === 'some'
        ? `${what}: expected a list, and something else came.`
        : `${what}: expected one value, and something else came.`,
    ];
  if (field.kind === 'text') return [];
  const offered = new Set(field.options.map(({ value }) => value));
  return [given]
    .flat()
    .flatMap((value) =>
      offered.has(value) || value === field.value
        ? []
        : [`${what}: “${shorten(value, 60)}” cannot be chosen any more. Reload the step.`],
    );
}

type Chosen = {
  readonly one: (name: string) => string;
  readonly some: (name: string) => readonly string[];
  readonly fields: readonly SetUpField[];
};

const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY_OF_YEAR = /^(\d{4}-)?\d\d-\d\d$/;

const accepted = (document: unknown): AcceptOutcome => ({ outcome: 'accepted', document });

const ACCEPTED: Readonly<Record<SetUpStep, (known: SetUpKnown, chosen: Chosen) => AcceptOutcome>> = {
  starting: ({ model }, { one }) => {
    const starting = findStartingModel(one('starting'));
    return starting === null
      ? { outcome: 'refused', sentences: ['Choose one of the starting models.'] }
      : accepted(startWith(model, starting).document);
  },
  owners: ({ model }, { one }) => {
    const { fallbackOwner: _, ...routing } = model.routing;
    const fallback = one('fallback');
    const automatic = one('automatic') === 'yes';
    if (automatic && fallback === '' && routing.territories.length === 0)
      return {
        outcome: 'refused',
        sentences: ['Ripen can give new SQLs to somebody by itself only if there is a fallback owner or a territory.'],
      };
    return accepted({
      ...model,
      routing: { ...routing, automatic, ...(fallback !== '' && { fallbackOwner: fallback }) },
    });
  },
  territories: ({ model, survey, account }, { some }) => {
    const names = new Map(account.owners.map(({ id, name }) => [id, name]));
    const found = territoriesFrom(survey, new Set(names.keys())).filter(({ ownerId }) =>
      some('territories').includes(ownerId),
    );
    // New territories replace those that an earlier set-up made for the same owners.
    const others = model.routing.territories.filter(
      ({ owners, when }) =>
        !found.some(({ ownerId }) => owners.length === 1 && owners[0]!.id === ownerId && isByCountry(when)),
    );
    const taken = new Set(others.map(({ id }) => id));
    const territories = found.map(({ ownerId, countries }) => ({
      id: freeIdFrom(names.get(ownerId) ?? '', taken, 'territory'),
      label: shorten(`${names.get(ownerId) ?? ownerId}: ${countries.slice(0, 8).join(', ')}`, 200),
      when: { field: 'lead.country', oneOf: [...countries] },
      owners: [{ id: ownerId, weight: 1 }],
    }));
    return accepted({ ...model, routing: { ...model.routing, territories: [...territories, ...others] } });
  },
  buyers: ({ model }, { some }) =>
    accepted(TRAITS.reduce((after, trait) => withBuyers(after, trait, some(trait.slice('lead.'.length))), model)),
  forms: ({ model }, { one, fields }) => {
    const chosen = fields.map(({ name }) => [name.slice('form '.length), one(name)] as const);
    return accepted(withForms(model, new Map(chosen.filter(([, signal]) => signal !== ''))));
  },
  questions: ({ model, account }, { one }) => {
    const asked = new Set(account.questions.map(({ name }) => name));
    const told = account.questions.flatMap(({ name, options }): NonNullable<Model['bantAlso']> => {
      const question = BANT_QUESTIONS.find((known) => known === one(`question ${name}`));
      const answers = ANSWERS.flatMap((answer) => {
        const values = options.map(({ value }) => value).filter((value) => one(`answer ${name} ${value}`) === answer);
        return values.length === 0 ? [] : [[answer, values] as const];
      });
      return question === undefined || answers.length === 0
        ? []
        : [{ question, field: name, ...Object.fromEntries(answers) }];
    });
    const { bantAlso = [], ...rest } = model;
    const all = [...bantAlso.filter(({ field }) => !asked.has(field)), ...told];
    return accepted(all.length === 0 ? rest : { ...rest, bantAlso: all });
  },
  products: ({ model, survey }, { some }) => {
    const chosen = productsSeen(survey, model).filter(({ page }) => some('products').includes(page));
    return accepted(withProducts(model, chosen));
  },
  hours: ({ model, account }, { one, some }) => {
    const { timeZone: _, ...calendar } = model.calendar;
    const timeZone = one('time_zone').trim();
    const [from, to] = [one('from').trim(), one('to').trim()];
    const days = some('working_days');
    const holidays = one('holidays')
      .split(/[\s,;]+/)
      .filter((day) => day !== '');
    const short = (text: string) => shorten(text, 60);
    const sentences = [
      ...(isTimeZone(timeZone)
        ? []
        : [`A time zone such as Europe/Berlin was expected, and “${short(timeZone)}” came.`]),
      ...[from, to].flatMap((time) =>
        TIME_OF_DAY.test(time) ? [] : [`A time of day such as 09:00 was expected, and “${short(time)}” came.`],
      ),
      ...holidays.flatMap((day) =>
        DAY_OF_YEAR.test(day) ? [] : [`A day such as 2027-05-01 or 05-01 was expected, and “${short(day)}” came.`],
      ),
      ...(days.length === 0 ? ['Choose at least one working day.'] : []),
    ];
    if (sentences.length > 0) return { outcome: 'refused', sentences };
    if (from >= to)
      return { outcome: 'refused', sentences: [`Work must end after it begins, and “${from}–${to}” came.`] };
    return accepted({
      ...model,
      calendar: {
        ...calendar,
        ...(timeZone !== account.timeZone && { timeZone }),
        workingDays: days.map(Number).sort(),
        from,
        to,
        holidays,
      },
    });
  },
};

const isByCountry = (when: Model['routing']['territories'][number]['when']): boolean =>
  when !== undefined && 'oneOf' in when && when.field === 'lead.country';
