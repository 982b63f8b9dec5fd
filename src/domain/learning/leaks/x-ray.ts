import { foldsOf } from '../folds.ts';
import type { FieldTimes, Past } from '../past/past-table.ts';
import { fewestOf } from '../ranges/fewest.ts';
import { formsOf } from '../ranges/field-form.ts';
import type { LearningField, LearningTable } from '../table.ts';
import { strengthAlone } from './leaks.ts';

/*
 * For each field: how often it is known before the outcome and now, and whether it knows the
 * outcome because somebody filled it in afterwards.
 */

export type FieldSight = {
  readonly field: string;
  readonly label: string;
  /** shares of the leads that have a value */
  readonly knownThen: number;
  readonly knownNow: number;
  /** of won leads that have a value, the share that got it after the win; null: none has one */
  readonly setAfterWin: number | null;
  /** the AUC of the field alone, before the outcome and now; null: it cannot teach */
  readonly strengthThen: number | null;
  readonly strengthNow: number | null;
  /** a sentence; null: it is no leak */
  readonly leak: string | null;
};

/** A field is a leak if this share of its values, and so many, came after the win. */
const LEAKY_SHARE = 0.2;
const LEAKY_WINS = 5;

export function xRay({ table, now, times }: Past): readonly FieldSight[] {
  const foldOf = foldsOf(table);
  return now.map((field, at) => {
    const then = table.fields[at]!;
    const { won } = times[at]!;
    const strengthThen = strengthOf(then, table, foldOf);
    const isSame = then.of.every((place, lead) => then.texts[place] === field.texts[field.of[lead]!]);
    const strengthNow = isSame ? strengthThen : strengthOf(field, table, foldOf);
    const setAfterWin = won.known === 0 ? null : won.after / won.known;
    const isLeak = setAfterWin !== null && setAfterWin >= LEAKY_SHARE && won.after >= LEAKY_WINS;
    return {
      field: field.name,
      label: field.label,
      knownThen: knownShare(then),
      knownNow: knownShare(field),
      setAfterWin,
      strengthThen,
      strengthNow,
      leak: isLeak ? leakSentence(setAfterWin, times[at]!, strengthThen, strengthNow) : null,
    };
  });
}

function strengthOf(field: LearningField, table: LearningTable, foldOf: Uint8Array): number | null {
  const read = formsOf(field, fewestOf(table.leads));
  if (read.outcome === 'left_out') return null;
  return Math.max(...read.forms.map((form) => strengthAlone({ field, form }, table, foldOf)));
}

const knownShare = ({ of }: LearningField): number =>
  of.length === 0 ? 0 : of.reduce((sum, place) => sum + Number(place >= 0), 0) / of.length;

export function leakSentence(
  share: number,
  { sources }: Pick<FieldTimes, 'sources'>,
  then: number | null,
  now: number | null,
): string {
  const [most = ''] = Object.entries(sources).sort((a, b) => b[1] - a[1])[0] ?? [];
  const { verb, by } = SOURCES[most] ?? { verb: 'written', by: most === '' ? null : `by ${most}` };
  const how = by === null ? '' : `, mostly ${by}`;
  const strength =
    now === null
      ? ''
      : ` Alone it tells winners from losers with an AUC of ${now.toFixed(2)} as it stands now${
          then === null
            ? ', and before the outcome it said nothing'
            : `, and of ${then.toFixed(2)} as it stood before the outcome`
        }.`;
  return `${Math.round(100 * share)} % of these values were ${verb} after the deal was won${how}.${strength}`;
}

/** HubSpot's words for what set a value. */
const SOURCES: Readonly<Record<string, { readonly verb: string; readonly by: string }>> = {
  CRM_UI: { verb: 'typed', by: 'by people in HubSpot' },
  CRM_UI_BULK_ACTION: { verb: 'typed', by: 'by people in HubSpot, for many records at once' },
  MOBILE_IOS: { verb: 'typed', by: 'by people in the mobile app' },
  MOBILE_ANDROID: { verb: 'typed', by: 'by people in the mobile app' },
  IMPORT: { verb: 'imported', by: 'by an import' },
  FORM: { verb: 'given', by: 'in forms' },
  INTEGRATION: { verb: 'written', by: 'by another program' },
  API: { verb: 'written', by: 'by another program' },
  WORKFLOWS: { verb: 'written', by: 'by workflows' },
  AUTOMATION_PLATFORM: { verb: 'written', by: 'by workflows' },
  ANALYTICS: { verb: 'written', by: "by HubSpot's analytics" },
  CALCULATED: { verb: 'written', by: 'by HubSpot itself' },
};
