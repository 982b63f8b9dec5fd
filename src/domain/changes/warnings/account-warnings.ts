import { DEFAULT_MODEL } from '../../model/default-model.ts';
import type { Model } from '../../model/model.ts';
import { conditionsOn, fieldsAsked, fieldsNamed, propertiesRead } from '../../model/reads.ts';
import { type Account, MOST_OPTIONS } from '../../sync/account.ts';
import { holidaysEnding } from '../../time/holidays.ts';
import { type AccountWords, quoted } from '../condition-sentence.ts';
import { type Asked, valuesAsked } from './values-asked.ts';
import type { ModelWarning } from './warnings.ts';

/** What is known of an account when its draft is checked. */
type AccountKnown = {
  readonly account: Account;
  readonly inForce: Model;
  readonly now: number;
  readonly words: AccountWords;
  /** with their options; a property of companies has `company.` before its name */
  readonly properties: readonly {
    readonly name: string;
    readonly options: readonly { readonly value: string }[];
  }[];
  /** names that contacts used; null: they are not counted yet */
  readonly seen: Readonly<Record<'forms' | 'pages', readonly string[]>> | null;
};

/**
 * Warnings where a model names something that the account does not have or has archived, or a
 * property that Ripen reads only once the model is in force.
 */
export function accountWarnings(model: Model, known: AccountKnown): readonly ModelWarning[] {
  return [
    ...unread(model, known),
    ...goneFrom(model, known),
    ...withoutHolidays(model, known.now),
    ...withoutName(model, known.inForce, known.seen),
  ];
}

/** Where a model names something that the account does not have, or has archived. */
export function goneFrom(
  model: Model,
  known: Pick<AccountKnown, 'account' | 'inForce' | 'words' | 'properties'>,
): readonly ModelWarning[] {
  return [
    ...withoutProperty(model, known),
    ...withoutOption(model, known),
    ...withoutOwner(model, known.account),
    ...withoutStage(model, known.account),
    ...withoutMeaning(model, known.account),
  ];
}

const isOfCompany = (field: string): boolean => field.startsWith('company.');
const isProperty = (field: string): boolean => !field.includes('.') || isOfCompany(field);

/** What the version in force has from the default model: many accounts can do without it. */
const usual = <T>(inForce: Model, of: (model: Model) => readonly T[]): ReadonlySet<T> => {
  const before = new Set(of(inForce));
  return new Set(of(DEFAULT_MODEL).filter((one) => before.has(one)));
};

function withoutProperty(
  model: Model,
  { account, inForce, properties }: Pick<AccountKnown, 'account' | 'inForce' | 'properties'>,
): readonly ModelWarning[] {
  const ofCompany = new Set(properties.flatMap(({ name }) => (isOfCompany(name) ? [name] : [])));
  const ofContact = new Set(account.contactProperties);
  const isGone = (field: string) => {
    const known = isOfCompany(field) ? ofCompany : ofContact;
    return isProperty(field) && known.size > 0 && !known.has(field);
  };
  const namesIn = (one: Model) => [...fieldsNamed(one), ...one.numberProperties];
  const asked = new Set(fieldsAsked(model));
  const named = new Set(namesIn(model).filter((field) => !asked.has(field)));
  const expected = usual(inForce, (one) => [...fieldsAsked(one), ...namesIn(one)]);
  const gone = (fields: ReadonlySet<string>) => [...fields].filter((field) => isGone(field) && !expected.has(field));
  return [
    ...gone(asked).map((field) => ({
      path: ['properties', field],
      sentence: isOfCompany(field)
        ? `This account has no company property ${quoted(field.slice('company.'.length))}, or has archived it: what asks for it holds for nobody.`
        : `This account has no contact property ${quoted(field)}, or has archived it: what asks for it holds for nobody.`,
    })),
    ...gone(named).map((field) => ({
      path: ['properties', field],
      sentence: `This account has no property ${quoted(field)}, or has archived it: the model learns nothing from it.`,
    })),
  ];
}

/** Properties that are there, and that Ripen reads only for this model. */
function unread(model: Model, known: AccountKnown): readonly ModelWarning[] {
  const { inForce, words } = known;
  const { contact, company } = propertiesRead(inForce);
  const read = new Set([...contact, ...company.map((name) => `company.${name}`)]);
  const gone = new Set(withoutProperty(model, known).map(({ path }) => path[1]));
  const fields = new Set([...fieldsAsked(model), ...fieldsNamed(model)]);
  return [...fields]
    .filter((field) => isProperty(field) && !read.has(field) && !gone.has(field))
    .map((field) => ({
      path: ['properties', field],
      sentence: `Ripen does not read ${words.ofField(field)} yet: once this is published it reads it for every contact, a hundred in a call. Until then it counts as unknown, in the what-if too.`,
    }));
}

/** Values that a model asks for and that are no options of their property. */
function withoutOption(
  model: Model,
  {
    account: { owners, leavers },
    inForce,
    properties,
    words,
  }: Pick<AccountKnown, 'account' | 'inForce' | 'words' | 'properties'>,
): readonly ModelWarning[] {
  const options = new Map(
    properties
      .filter(({ options }) => options.length < MOST_OPTIONS)
      .map(({ name, options }) => [name, new Set(options.map(({ value }) => value.toLowerCase()))]),
  );
  // Whoever has left may still own contacts.
  if (owners.length > 0) options.set('hubspot_owner_id', new Set([...owners, ...leavers].map(({ id }) => id)));
  const keyOf = ({ field, value }: Asked) => `${field} ${value.toLowerCase()}`;
  const expected = usual(inForce, (one) => askedIn(one).map(keyOf));
  const sentences = askedIn(model)
    .filter((one) => {
      const known = options.get(one.field) ?? new Set();
      return known.size > 0 && !known.has(one.value.toLowerCase()) && !expected.has(keyOf(one));
    })
    .map(({ field, value }) => ({
      path: ['properties', field],
      sentence: `${words.ofField(field)} has no option ${quoted(value)} in this account, or has archived it: nobody new gets it.`,
    }));
  return [...new Map(sentences.map((one) => [one.sentence, one])).values()];
}

/** The values that a model compares properties with, in conditions and for answers. */
const askedIn = (model: Model): readonly Asked[] => [
  ...conditionsOn(model).flatMap(valuesAsked),
  ...(model.bantAlso ?? []).flatMap(({ field, yes = [], partly = [], no = [] }) =>
    [...yes, ...partly, ...no].map((value) => ({ field, value: value.trim() })),
  ),
];

/** The owners whom a model names: where, and as what. */
export function ownersNamed({ routing, response }: Pick<Model, 'routing' | 'response'>): readonly {
  readonly path: readonly string[];
  readonly subject: string;
  readonly owner: string;
}[] {
  const { territories, fallbackOwner } = routing;
  const { escalateTo } = response ?? {};
  return [
    ...territories.flatMap(({ id, label, owners }) =>
      owners.map((owner) => ({
        path: ['routing', 'territories', id],
        subject: `The territory ${quoted(label)}`,
        owner: owner.id,
      })),
    ),
    ...(fallbackOwner === undefined
      ? []
      : [{ path: ['routing', 'fallbackOwner'], subject: 'The fallback', owner: fallbackOwner }]),
    ...(escalateTo !== undefined && 'owner' in escalateTo
      ? [{ path: ['response', 'escalateTo'], subject: 'The escalation', owner: escalateTo.owner }]
      : []),
  ];
}

/** Where a model names an owner who has left the account, and who gets nothing any more. */
function withoutOwner(
  model: Pick<Model, 'routing' | 'response'>,
  { owners, leavers }: Pick<Account, 'owners' | 'leavers'>,
): readonly ModelWarning[] {
  if (owners.length === 0) return [];
  const known = new Set(owners.map(({ id }) => id));
  const names = new Map(leavers.map(({ id, name }) => [id, name]));
  return ownersNamed(model).flatMap(({ path, subject, owner }) =>
    known.has(owner)
      ? []
      : [
          {
            path,
            sentence: `${subject} names the owner ${names.get(owner) ?? owner}, whom this account does not have any more.`,
          },
        ],
  );
}

/** New lines of names that fit no form or page which a contact of the account used. */
function withoutName(model: Model, inForce: Model, seen: AccountKnown['seen']): readonly ModelWarning[] {
  if (seen === null) return [];
  const used = { forms: seen.forms, pages: seen.pages, both: [...seen.forms, ...seen.pages] };
  return linesOfNames(model, inForce).flatMap(({ list, at, contains }) => {
    const of = list === 'forms' || list === 'pages' ? list : 'both';
    if (used[of].some((name) => contains.some((text) => name.toLowerCase().includes(text.toLowerCase())))) return [];
    return [{ path: [list, at], sentence: UNUSED[of](contains.map(quoted).join(' or ')) }];
  });
}

const UNUSED: Readonly<Record<'forms' | 'pages' | 'both', (values: string) => string>> = {
  forms: (values) =>
    `No contact of this account has used a form whose name contains ${values}: it may be archived, or called otherwise.`,
  pages: (values) =>
    `No contact of this account has used a page whose address contains ${values}: it may be archived, or called otherwise.`,
  both: (values) =>
    `No contact of this account has used a form or page whose name or address contains ${values}: it may be archived, or called otherwise.`,
};

/** Lines by names of forms and pages that the version in force does not have. */
export const linesOfNames = (model: Model, inForce: Model) =>
  (['forms', 'pages', 'products', 'journey'] as const).flatMap((list) => {
    const before = new Set(inForce[list].map(({ contains }) => contains.join('\n')));
    return model[list].flatMap((line, at) =>
      line.contains.length === 0 || before.has(line.contains.join('\n'))
        ? []
        : [{ list, at: 'id' in line ? line.id : `${at}`, contains: line.contains }],
    );
  });

function withoutHolidays({ calendar }: Model, now: number): readonly ModelWarning[] {
  const last = holidaysEnding(calendar.holidays, now);
  return last === null ? [] : [{ path: ['calendar', 'holidays'], sentence: holidaysEndSentence(last) }];
}

/** What becomes of deadlines when the last holiday has passed, and what to do. */
export const holidaysEndSentence = (last: string): string =>
  `The calendar knows no holiday after ${last}: from then on deadlines count every holiday as a working day. Take the next ones on the page of Ripen, under Model, Working hours and holidays.`;

/** Where a model writes a lifecycle stage that the account does not have, or has deleted. */
function withoutStage({ qualification: { stages } }: Model, { stageOrder }: Account): readonly ModelWarning[] {
  return (['mql', 'sql'] as const).flatMap((level) =>
    stageOrder.length === 0 || stageOrder.includes(stages[level])
      ? []
      : [
          {
            path: ['qualification', 'stages', level],
            sentence: `This account has no lifecycle stage ${quoted(stages[level])}: Ripen cannot write it for an ${level.toUpperCase()}.`,
          },
        ],
  );
}

/** Where a model gives a meaning to a lifecycle stage that the account does not have. */
function withoutMeaning({ lifecycle }: Model, { stageOrder }: Account): readonly ModelWarning[] {
  const expected = new Set(Object.values(DEFAULT_MODEL.lifecycle).flat());
  return (['prospect', 'opportunity', 'customer'] as const).flatMap((meaning) =>
    lifecycle[meaning].flatMap((stage) =>
      stageOrder.length === 0 || stageOrder.includes(stage) || expected.has(stage)
        ? []
        : [
            {
              path: ['lifecycle', meaning],
              sentence: `This account has no lifecycle stage ${quoted(stage)}, or has deleted it: no contact is in it.`,
            },
          ],
    ),
  );
}
