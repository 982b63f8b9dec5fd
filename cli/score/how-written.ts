import type { Mapping, ValueRule } from '../../sandbox/csv/mapping.ts';
import type { Model } from '../../src/domain/model/model.ts';

/**
 * How a file writes its cells, for a model that is learnt from it. `unread`: properties that knew
 * the outcome.
 */
export function howWritten(
  { contact, company = {}, csv }: Mapping,
  now: number,
  unread: readonly string[],
): NonNullable<Model['csv']> {
  const rules = [
    ...Object.entries(contact),
    ...Object.entries(company).map(([name, rule]) => [`company.${name}`, rule] as const),
  ];
  const dates = rules.map(([, rule]) => orderOf(rule)).find((order) => order !== null);
  const decimals = rules.flatMap(([name, rule]) => {
    if (typeof rule !== 'object') return [];
    const sign = 'amount' in rule ? rule.decimal : 'sum' in rule ? csv.decimal : undefined;
    return sign === undefined ? [] : [[name, sign] as const];
  });
  return {
    asOf: new Date(now).toISOString(),
    ...(dates && { dates }),
    ...(unread.length > 0 && { unread: [...unread] }),
    decimals: Object.fromEntries(decimals),
  };
}

function orderOf(rule: ValueRule): 'dmy' | 'mdy' | null {
  if (typeof rule !== 'object' || !('date' in rule) || !('format' in rule.date)) return null;
  const { format } = rule.date;
  return format === 'dmy' || format === 'mdy' ? format : null;
}
