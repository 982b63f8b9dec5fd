import { wordsOfAccount } from '../../domain/changes/condition-sentence.ts';
import { accountWarnings, linesOfNames } from '../../domain/changes/warnings/account-warnings.ts';
import { type ModelWarning, warningsOf } from '../../domain/changes/warnings/warnings.ts';
import { type Model, parseModel, readModel } from '../../domain/model/model.ts';
import { formCounters } from '../../domain/model/reads.ts';
import { seenNames } from '../../store/contacts/seen-names.ts';
import { findProperties } from '../../store/portals/account-properties.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { ModelContext } from './model-context.ts';
import type { Wanted } from './what-if/prepare-comparison.ts';

export type CheckOutcome =
  | { readonly outcome: 'valid'; readonly model: Model; readonly warnings: readonly ModelWarning[] }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** Checks a document: whether it can be published, and what is most likely a mistake. */
export function checkModel(document: unknown): CheckOutcome {
  const parsed = parseModel(document);
  return parsed.outcome === 'invalid' ? parsed : { ...parsed, warnings: warningsOf(parsed.model) };
}

/** What is most likely a mistake in a document for this account, and new in it. */
export async function newWarnings(
  { db, clock }: Pick<ModelContext, 'db' | 'clock'>,
  portalId: number,
  { document, ramp }: Extract<Wanted, { readonly document: unknown }>,
): Promise<readonly string[]> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.modelVersion === null) return [];
  const [known, parsed] = [readModel(await findModel(db, portalId, portal.modelVersion)), parseModel(document)];
  if (known.outcome === 'invalid' || parsed.outcome === 'invalid') return [];
  const properties = await findProperties(db, portalId);
  const words = wordsOfAccount(properties, portal.account.owners);
  const { account } = portal;
  const inForce = known.model;
  // Counting names reads every activity, so it is done only for a document that has new names.
  const isOld = linesOfNames(parsed.model, inForce).length === 0;
  const used = isOld ? null : await seenNames(db, portalId, formCounters(inForce));
  const namesOf = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
  const seen = used && { forms: namesOf(used.forms), pages: namesOf(used.pages) };
  const warningsIn = (model: Model) =>
    [
      ...warningsOf(model),
      ...accountWarnings(model, { account, inForce, now: clock.now(), words, properties, seen }),
    ].map(({ sentence }) => sentence);
  const before = new Set(warningsIn(inForce));
  const owners = account.owners.map(({ id }) => id);
  return [
    ...warningsIn(parsed.model).filter((sentence) => !before.has(sentence)),
    ...(owners.length === 0 ? [] : (ramp?.owners ?? []))
      .filter((id) => !owners.includes(id))
      .map((id) => `This account has no owner ${id}: the trial holds for nobody of theirs.`),
  ];
}
