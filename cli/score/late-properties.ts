import { MAIL_BAN_PROPERTIES } from '../../src/domain/lead/mail-bans.ts';
import { DERIVED_FIELDS } from '../../src/domain/learning/collect.ts';
import type { Leak } from '../../src/domain/learning/leaks/leaks.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { fieldsInCondition } from '../../src/domain/model/reads.ts';
import { readsOf } from '../model-reads.ts';

/* Properties that know the outcome, and that points in force read all the same. */

/** The properties of leaks; what Ripen derives is as late as what it is derived from. */
export const lateOf = (leaks: readonly Leak[]): readonly string[] =>
  leaks.flatMap(({ field }) => DERIVED_FIELDS.find(({ name }) => `lead.${name}` === field)?.from ?? [field]);

/** Those of some properties that points in force read. */
export const readInForce = (properties: readonly string[], model: Model): readonly string[] =>
  readsOf(model).flatMap(({ property, decides, signals }) =>
    decides.length + signals.length > 0 && properties.includes(property) ? [property] : [],
  );

/** Without those that keep people from sales or from mail: whoever is scored needs these. */
export function mayStayUnread(
  properties: readonly string[],
  { qualification, noCorrespondence }: Model,
): readonly string[] {
  const forbid = new Set([
    ...[...qualification.never, ...noCorrespondence].flatMap(({ when }) => fieldsInCondition(when)),
    ...MAIL_BAN_PROPERTIES,
  ]);
  return properties.filter((property) => !forbid.has(property));
}
