import type { Condition, Model } from '../model/model.ts';
import { conditionsOn, fieldsAsked, propertiesRead } from '../model/reads.ts';
import type { Account } from '../sync/account.ts';
import { holidaysEnding } from '../time/holidays.ts';
import { type AccountWords, quoted } from './condition-sentence.ts';
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
export function accountWarnings(
  model: Model,
  { account, inForce, now, seen, words, properties }: AccountKnown,
): readonly ModelWarning[] {
  return [
    ...withoutProperty(model, account, inForce, words),
    ...withoutOption(model, inForce, properties, words),
    ...withoutOwner(model, account),
    ...withoutStage(model, account),
    ...withoutHolidays(model, now),
    ...withoutName(model, inForce, seen),
  ];
}

function withoutProperty(
  model: Model,
  { contactProperties }: Account,
  inForce: Model,
  words: AccountWords,
): readonly ModelWarning[] {
  const has = new Set(contactProperties);
  const read = new Set(propertiesRead(inForce).contact);
  const before = new Set(fieldsAsked(inForce));
  // Fields that the version in force reads already need no warning.
  const asked = [...new Set(fieldsAsked(model))].filter((field) => !field.includes('.') && !before.has(field));
  return asked.flatMap((field): ModelWarning[] => {
    const place = { path: ['properties', field] };
    if (has.size > 0 && !has.has(field))
      return [
        {
          ...place,
          sentence: `This account has no contact property ${quoted(field)}, or has archived it: what asks for it holds for nobody.`,
        },
      ];
    if (read.has(field)) return [];
    return [
      {
        ...place,
        sentence: `Ripen does not read ${words.ofField(field)} yet: once this is published it reads it for every contact, a hundred in a call. Until then it counts as unknown, in the what-if too.`,
      },
    ];
  });
}

/** Values that conditions newly ask for and that are no options of their property. */
function withoutOption(
  model: Model,
  inForce: Model,
  properties: AccountKnown['properties'],
  words: AccountWords,
): readonly ModelWarning[] {
  const options = new Map(
    properties.map(({ name, options }) => [name, new Set(options.map(({ value }) => value.toLowerCase()))]),
  );
  const askedIn = (one: Model) => conditionsOn(one).flatMap(valuesAsked);
  const before = new Set(askedIn(inForce).map(({ field, value }) => `${field} ${value.toLowerCase()}`));
  const lacking = askedIn(model).filter(({ field, value }) => {
    const known = options.get(field);
    return (
      known !== undefined &&
      known.size > 0 &&
      !known.has(value.toLowerCase()) &&
      !before.has(`${field} ${value.toLowerCase()}`)
    );
  });
  const sentences = lacking.map(({ field, value }) => ({
    path: ['properties', field],
    sentence: `${words.ofField(field)} has no option ${quoted(value)} in this account, or has archived it: nobody new gets it.`,
  }));
  return [...new Map(sentences.map((one) => [one.sentence, one])).values()];
}

/** The values with which a condition compares properties. */
function valuesAsked(condition: Condition): readonly { readonly field: string; readonly value: string }[] {
  if ('all' in condition) return condition.all.flatMap(valuesAsked);
  if ('any' in condition) return condition.any.flatMap(valuesAsked);
  if ('not' in condition) return valuesAsked(condition.not);
  const { field } = condition;
  if ('equals' in condition) return [{ field, value: condition.equals }];
  return 'oneOf' in condition ? condition.oneOf.map((value) => ({ field, value })) : [];
}

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
export function withoutOwner(
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

/** New lines of forms or pages that fit no name in the account. */
function withoutName(model: Model, inForce: Model, seen: AccountKnown['seen']): readonly ModelWarning[] {
  return seen === null
    ? []
    : linesOfNames(model, inForce).flatMap(({ kind, at, contains }) =>
        seen[kind].some((name) => contains.some((text) => name.toLowerCase().includes(text.toLowerCase())))
          ? []
          : [
              {
                path: [kind, `${at}`],
                sentence: `No contact of this account has used a ${kind === 'forms' ? 'form whose name' : 'page whose address'} contains ${contains.map(quoted).join(' or ')}: it may be archived, or called otherwise.`,
              },
            ],
      );
}

/** Lines of forms and pages that the version in force does not have. */
export const linesOfNames = (model: Model, inForce: Model) =>
  (['forms', 'pages'] as const).flatMap((kind) => {
    const before = new Set(inForce[kind].map(({ contains }) => contains.join('\n')));
    return model[kind].flatMap(({ contains }, at) => (before.has(contains.join('\n')) ? [] : [{ kind, at, contains }]));
  });

function withoutHolidays({ calendar }: Model, now: number): readonly ModelWarning[] {
  const last = holidaysEnding(calendar.holidays, now);
  return last === null ? [] : [{ path: ['calendar', 'holidays'], sentence: holidaysEndSentence(last) }];
}

/** What becomes of deadlines when the last holiday has passed, and what to do. */
export const holidaysEndSentence = (last: string): string =>
  `The calendar knows no holiday after ${last}: from then on deadlines count every holiday as a working day. Take the next ones on the page of Ripen, under Model, Working hours and holidays.`;

/** Where a model writes a lifecycle stage that the account does not have, or has deleted. */
export function withoutStage({ qualification: { stages } }: Model, { stageOrder }: Account): readonly ModelWarning[] {
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
