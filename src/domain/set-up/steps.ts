import { startingModels } from '../changes/starting-models.ts';
import type { Model } from '../model/model.ts';
import { segmentLabel } from '../sync/segment-lists.ts';
import { BANT_QUESTIONS } from '../words.ts';
import { type BuyerValue, buyersBy, ENOUGH } from './buyers.ts';
import { formsSeen } from './forms.ts';
import { countriesInZone, workingDaysIn } from './hours.ts';
import { ownersBySize, territoriesFrom } from './owners.ts';
import { productsSeen } from './products.ts';
import { ANSWERS, type AskedQuestion, answerSaid } from './questions.ts';
import { type BuyerTrait, type Survey, TRAITS } from './survey.ts';

/* What the set-up asks in each step, and what it proposes from what the account has. */

export const SET_UP_STEPS = [
  'starting',
  'owners',
  'territories',
  'buyers',
  'forms',
  'questions',
  'products',
  'hours',
] as const;
export type SetUpStep = (typeof SET_UP_STEPS)[number];

/** A choice. `why`: what in the account supports it. */
type SetUpOption = { readonly value: string; readonly label: string; readonly why?: string };

/** A question. `label`: in the account's own words; absent: the page has words for the name. */
type Asked = { readonly name: string; readonly label?: string; readonly options: readonly SetUpOption[] };
export type SetUpField =
  | (Asked & { readonly kind: 'one'; readonly value: string })
  | (Asked & { readonly kind: 'some'; readonly value: readonly string[] })
  | { readonly kind: 'text'; readonly name: string; readonly value: string };

/** What the set-up knows of the account beside the survey. */
type SetUpAccount = {
  readonly timeZone: string;
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  readonly questions: readonly AskedQuestion[];
  /** names of all its forms; null: Ripen may not read them */
  readonly forms: readonly string[] | null;
};

/** What a step asks and why, in sentences. */
export type StepAsked = { readonly why: readonly string[]; readonly fields: readonly SetUpField[] };
export type SetUpKnown = { readonly model: Model; readonly survey: Survey; readonly account: SetUpAccount };

/** Without the scope: what is seen is used all the same. */
const FORMS_NOT_READ =
  'Ripen may not read the forms of the account, so one that nobody has filled in is not here. To allow it, install Ripen once more and agree that it reads forms.';

export function askedIn(step: SetUpStep, known: SetUpKnown): StepAsked {
  return ASKED[step](known);
}

const ASKED: Readonly<Record<SetUpStep, (known: SetUpKnown) => StepAsked>> = {
  starting: ({ model }) => {
    const now = startingModels().find(({ name }) => name === model.name);
    return {
      why: [
        'A starting model knows what is usual in a field: its signals, points, thresholds, rhythms and products.',
        'What your account has set itself stays.',
      ],
      fields: [
        {
          kind: 'one',
          name: 'starting',
          options: startingModels().map(({ id, name, suits, reasons }) => ({
            value: id,
            label: name,
            why: [suits, ...reasons].join('\n'),
          })),
          value: now?.id ?? 'general',
        },
      ],
    };
  },
  owners: ({ model, survey, account }) => {
    const sizes = ownersBySize(survey);
    const owned = sizes.reduce((sum, { contacts }) => sum + contacts, 0);
    const active = new Map(account.owners.map(({ id, name }) => [id, name]));
    const first = sizes.find(({ id }) => active.has(id));
    const proposed = model.routing.fallbackOwner ?? (owned >= ENOUGH ? first?.id : undefined) ?? '';
    return {
      why: [
        account.owners.length === 0
          ? 'HubSpot has named no owner of this account yet: nobody can be given contacts.'
          : `Owners of the account: ${account.owners.length}.`,
        ...(first !== undefined && owned >= ENOUGH
          ? [`${active.get(first.id)} has most contacts: ${first.contacts} of ${owned} that have an owner.`]
          : [`Too few contacts have an owner to propose somebody (${owned} of ${survey.contacts}).`]),
      ],
      fields: [
        { kind: 'one', name: 'fallback', options: [NOBODY, ...ownerOptions(account)], value: proposed },
        {
          kind: 'one',
          name: 'automatic',
          options: [
            { value: 'no', label: 'no' },
            { value: 'yes', label: 'yes' },
          ],
          value: model.routing.automatic ? 'yes' : 'no',
        },
      ],
    };
  },
  territories: ({ survey, account }) => {
    const names = new Map(account.owners.map(({ id, name }) => [id, name]));
    const found = territoriesFrom(survey, new Set(names.keys()));
    return {
      why:
        found.length === 0
          ? [
              `No two owners have countries of their own: of a country with ${ENOUGH} contacts or more nobody has most, or everything is one person's.`,
            ]
          : ['Where most contacts of a country have the same owner, that is a territory already.'],
      fields: [
        {
          kind: 'some',
          name: 'territories',
          options: found.map(({ ownerId, countries, owned, theirs }) => ({
            value: ownerId,
            label: `${countries.map((country) => segmentLabel('country', country)).join(', ')}: ${names.get(ownerId)}`,
            why: `${theirs} of ${owned} contacts there`,
          })),
          value: found.map(({ ownerId }) => ownerId),
        },
      ],
    };
  },
  buyers: ({ survey }) => ({
    why: [
      survey.customers < ENOUGH
        ? `Customers among your contacts: ${survey.customers} of ${survey.contacts}. Fewer than ${ENOUGH} tell nothing, so nothing is proposed.`
        : `Customers among your contacts: ${survey.customers} of ${survey.contacts}. Proposed is what customers have more often than all others, beyond chance; what fewer than ${ENOUGH} contacts have is left out.`,
    ],
    fields: TRAITS.flatMap((trait): SetUpField[] => {
      const values = buyersBy(survey, trait).slice(0, 30);
      if (values.length === 0) return [];
      return [
        {
          kind: 'some',
          name: trait.slice('lead.'.length),
          options: values.map((buyers) => ({
            value: buyers.value,
            label: labelOfTrait(trait, buyers.value),
            why: liftOf(buyers),
          })),
          value: values.filter(({ isProposed }) => isProposed).map(({ value }) => value),
        },
      ];
    }),
  }),
  forms: ({ model, survey, account }) => {
    const { forms, of } = formsSeen(survey, model, account.forms ?? []);
    const used = forms.filter(({ contacts }) => contacts > 0).length;
    const options = [NO_SIGNAL, ...model.signals.map(({ id, label }) => ({ value: id, label }))];
    return {
      why: [
        of === 0
          ? 'No contact has filled in a form that Ripen knows by name.'
          : of === used
            ? `These are all ${of} forms that contacts filled in first or last.`
            : `These are the ${used} most used of ${of} forms that contacts filled in first or last.`,
        ...(used < forms.length ? ['Below them stand forms of the account that nobody has filled in yet.'] : []),
        ...(account.forms === null ? [FORMS_NOT_READ] : []),
        ...(survey.dropped === 0 ? [] : ['There are more names than Ripen looks through.']),
      ],
      fields: forms.map(({ name, contacts, now, proposed }) => ({
        kind: 'one',
        name: `form ${name}`,
        label: `“${name}” (contacts: ${contacts}${proposed === null ? '' : `; its name says “${proposed.word}”`})`,
        options,
        value: now ?? proposed?.signal ?? '',
      })),
    };
  },
  questions: ({ model, account }) => {
    const told = (property: string) => (model.bantAlso ?? []).find(({ field }) => field === property);
    return {
      why: [
        account.questions.length === 0
          ? 'No property of the account looks as if it asked for budget, authority, need or timeline.'
          : 'The labels of these properties ask for budget, authority, need or timeline. Say what each answer means.',
      ],
      fields: account.questions.flatMap((asked): SetUpField[] => [
        {
          kind: 'one',
          name: `question ${asked.name}`,
          label: `“${asked.label}” (its label says “${asked.word}”)`,
          options: [{ value: '', label: 'none' }, ...BANT_QUESTIONS.map((value) => ({ value, label: value }))],
          value: told(asked.name)?.question ?? asked.question,
        },
        ...asked.options.map(
          (option): SetUpField => ({
            kind: 'one',
            name: `answer ${asked.name} ${option.value}`,
            label: `${asked.label}: ${option.label}`,
            options: [{ value: '', label: 'unknown' }, ...ANSWERS.map((value) => ({ value, label: value }))],
            value:
              ANSWERS.find((answer) => told(asked.name)?.[answer]?.includes(option.value)) ??
              answerSaid(asked.question, option) ??
              '',
          }),
        ),
      ]),
    };
  },
  products: ({ model, survey }) => {
    const found = productsSeen(survey, model);
    return {
      why: [
        found.length === 0
          ? `No page that looks like a product was the last page of ${ENOUGH} contacts or more.`
          : 'These pages look like products, and so many contacts looked at them last.',
        ...(model.products.length === 0
          ? []
          : [`The model names ${model.products.map(({ label }) => label).join(', ')} already.`]),
      ],
      fields: [
        {
          kind: 'some',
          name: 'products',
          options: found.map(({ label, page, contacts }) => ({
            value: page,
            label,
            why: `${page}, contacts: ${contacts}`,
          })),
          value: found.map(({ page }) => page),
        },
      ],
    };
  },
  hours: ({ model, account, survey }) => {
    const { calendar } = model;
    const timeZone = calendar.timeZone ?? account.timeZone;
    const country = countriesInZone(timeZone)[0] ?? mostFrequent(survey.traits['lead.country']);
    const usual = country === undefined ? calendar.workingDays : workingDaysIn(country);
    const where = country === undefined ? '' : segmentLabel('country', country);
    return {
      why: [
        `The account counts in ${account.timeZone}.`,
        ...(country === undefined ? [] : [`In ${where} people work on these days of the week.`]),
        'Name the days on which nobody works, such as 2027-05-01, or 05-01 of every year.',
      ],
      fields: [
        { kind: 'text', name: 'time_zone', value: timeZone },
        { kind: 'some', name: 'working_days', options: DAYS, value: usual.map(String) },
        { kind: 'text', name: 'from', value: calendar.from },
        { kind: 'text', name: 'to', value: calendar.to },
        { kind: 'text', name: 'holidays', value: calendar.holidays.join(', ') },
      ],
    };
  },
};

const NOBODY: SetUpOption = { value: '', label: 'nobody' };
const NO_SIGNAL: SetUpOption = { value: '', label: 'a form like any other' };
const DAYS: readonly SetUpOption[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map(
  (label, at) => ({ value: `${at + 1}`, label }),
);

const ownerOptions = ({ owners }: SetUpAccount): readonly SetUpOption[] =>
  owners.map(({ id, name }) => ({ value: id, label: name }));

function labelOfTrait(trait: BuyerTrait, value: string): string {
  if (trait === 'lead.country') return segmentLabel('country', value);
  if (trait === 'lead.industry') return segmentLabel('industry', value);
  return trait === 'lead.company_size' ? `${value} people` : value.replaceAll('_', ' ');
}

const liftOf = ({ contacts, customers, lift }: BuyerValue): string =>
  lift === null
    ? `${customers} of ${contacts} are customers`
    : `${customers} of ${contacts} are customers, ${lift.toFixed(1)} times as often as all others`;

const mostFrequent = (values: ReadonlyMap<string, { readonly all: number }>): string | undefined =>
  [...values].sort((a, b) => b[1].all - a[1].all)[0]?.[0];
