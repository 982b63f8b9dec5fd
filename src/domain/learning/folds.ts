import type { LearningTable } from './table.ts';

/*
 * Which leads are held back to judge. The order of leads and fields does not matter, so the same
 * leads always give the same result.
 */

export const FOLDS = 5;

/** The fold of each lead. Leads that are equal in all fields share a fold, if most leads differ. */
export function foldsOf({ leads, fields, won }: LearningTable): Uint8Array {
  const hashes = new Float64Array(leads);
  for (const { texts, of } of fields) {
    const ofText = texts.map((text) => hashOf(text.toLowerCase()));
    for (let lead = 0; lead < leads; lead++) {
      const place = of[lead]!;
      // A sum does not depend on the order of the fields.
      if (place >= 0) hashes[lead] = (hashes[lead]! + ofText[place]!) % 2 ** 40;
    }
  }
  const kinds = new Set(hashes).size;
  if (kinds > leads / 2) return Uint8Array.from(hashes, (hash) => mixed(hash) % FOLDS);
  const order = Int32Array.from(hashes.keys()).sort((a, b) => hashes[a]! - hashes[b]! || won[a]! - won[b]!);
  const folds = new Uint8Array(leads);
  order.forEach((lead, place) => {
    folds[lead] = place % FOLDS;
  });
  return folds;
}

/** FNV-1a, then mixed, so that similar texts get very different numbers. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash >>> 0);
}

function mixed(number: number): number {
  let hash = Math.imul((number ^ (number / 2 ** 32)) >>> 0, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const NEWEST = [0.25, 0.35, 0.5];
const FEWEST = 10;

/**
 * Divides leads by time: the newest judge, the others and those without a date teach. null: wins
 * and losses are of different times, so that no cut leaves enough of both on both sides.
 */
export function byTime(
  at: Float64Array,
  won: Uint8Array,
): { readonly teach: Int32Array; readonly judge: Int32Array } | null {
  const dated = Int32Array.from(at.keys())
    .filter((lead) => !Number.isNaN(at[lead]!))
    .sort((a, b) => at[a]! - at[b]!);
  const all = Int32Array.from(at.keys());
  const suffices = (leads: Int32Array) => {
    const wins = leads.reduce((sum, lead) => sum + won[lead]!, 0);
    return Math.min(wins, leads.length - wins) >= FEWEST;
  };
  for (const share of NEWEST) {
    const first = at[dated[Math.floor(dated.length * (1 - share))] ?? -1] ?? Number.NaN;
    const [teach, judge] = [all.filter((lead) => !(at[lead]! >= first)), all.filter((lead) => at[lead]! >= first)];
    if (suffices(teach) && suffices(judge)) return { teach, judge };
  }
  return null;
}
