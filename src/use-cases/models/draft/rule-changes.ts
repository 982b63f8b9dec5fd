import { differencesOf } from '../../../domain/changes/document/differences.ts';
import { readModel } from '../../../domain/model/model.ts';
import { listVersions } from '../../../store/models/versions.ts';
import { findModel } from '../../../store/portals/models.ts';
import type { Db } from '../../../store/transaction.ts';
import type { DraftSeen } from './edit-draft.ts';

type RuleChange = {
  readonly by: string;
  readonly at: number;
  readonly note: string;
  /** the change is in the draft, and not in force yet */
  readonly inDraft: boolean;
};
/** The last change of each rule, by the rule's id. */
export type RuleChanges = ReadonlyMap<string, RuleChange>;

/** Only so many of the newest versions are looked through. */
const LOOKED_THROUGH = 20;
/**
 * A process keeps the changes of at most so many accounts. They stay true: versions never change.
 */
const KEPT = 200;
const knownIn = new WeakMap<Db, Map<number, { readonly version: number; readonly changes: RuleChanges }>>();

/** Who changed each rule last, when and why: in the draft, or else in the latest versions. */
export async function ruleChanges(
  { db }: { readonly db: Db },
  portalId: number,
  draft: DraftSeen | null,
): Promise<RuleChanges> {
  const changes = new Map(await publishedChanges(db, portalId));
  if (draft === null) return changes;
  const by = draft.authors.map(({ name }) => name).join(', ');
  for (const id of rulesIn(draft.differences))
    changes.set(id, { by, at: draft.last.at, note: draft.last.note, inDraft: true });
  return changes;
}

async function publishedChanges(db: Db, portalId: number): Promise<RuleChanges> {
  const versions = await listVersions(db, portalId);
  const newest = versions[0]?.version ?? 0;
  const known = knownIn.get(db) ?? new Map();
  knownIn.set(db, known);
  const found = known.get(portalId);
  if (found?.version === newest) return found.changes;
  const modelOf = async (version: number) => {
    const read = readModel(await findModel(db, portalId, version));
    return read.outcome === 'valid' ? read.model : null;
  };
  const changes = new Map<string, RuleChange>();
  let model = versions.length < 2 ? null : await modelOf(newest);
  for (const [index, { by, at, note }] of versions.slice(0, LOOKED_THROUGH).entries()) {
    const earlier = versions[index + 1];
    const before = earlier === undefined ? null : await modelOf(earlier.version);
    if (model !== null && before !== null)
      for (const id of rulesIn(differencesOf(before, model)))
        if (!changes.has(id)) changes.set(id, { by: by?.name ?? 'Ripen', at, note, inDraft: false });
    model = before;
  }
  if (known.size >= KEPT) known.delete(known.keys().next().value!);
  known.set(portalId, { version: newest, changes });
  return changes;
}

const rulesIn = (differences: readonly { readonly path: readonly string[] }[]): readonly string[] =>
  differences.flatMap(({ path: [list, id] }) =>
    (list === 'explicit' || list === 'implicit') && id !== undefined && id !== 'order' ? [id] : [],
  );
