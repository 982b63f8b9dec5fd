import type { ObjectType } from './object-types.ts';

export type AssociationKind = {
  /** As inline associations of a page print it, e.g. `contact_to_company`. */
  readonly name: string;
  readonly unlabeled: number;
  readonly primary?: number;
};

/**
 * HubSpot's type ids by direction.
 * https://developers.hubspot.com/docs/guides/api/crm/associations/associations-v4#association-type-id-values
 */
const KINDS: Readonly<Record<string, AssociationKind>> = {
  'contacts>companies': { name: 'contact_to_company', unlabeled: 279, primary: 1 },
  'companies>contacts': { name: 'company_to_contact', unlabeled: 280, primary: 2 },
  'contacts>deals': { name: 'contact_to_deal', unlabeled: 4 },
  'deals>contacts': { name: 'deal_to_contact', unlabeled: 3 },
  'deals>companies': { name: 'deal_to_company', unlabeled: 341, primary: 5 },
  'companies>deals': { name: 'company_to_deal', unlabeled: 342, primary: 6 },
  'tasks>contacts': { name: 'task_to_contact', unlabeled: 204 },
  'contacts>tasks': { name: 'contact_to_task', unlabeled: 203 },
  'tasks>companies': { name: 'task_to_company', unlabeled: 192 },
  'companies>tasks': { name: 'company_to_task', unlabeled: 191 },
  'tasks>deals': { name: 'task_to_deal', unlabeled: 216 },
  'deals>tasks': { name: 'deal_to_task', unlabeled: 215 },
};

export type Link = { readonly toId: string; readonly primary: boolean };

export type Associations = {
  /**
   * Creates or upgrades a link, seen from both sides; a new primary takes the place of the old one.
   * True when anything changed.
   */
  readonly link: (from: ObjectType, fromId: string, to: ObjectType, toId: string, primary: boolean) => boolean;
  readonly unlink: (from: ObjectType, fromId: string, to: ObjectType, toId: string) => boolean;
  readonly of: (from: ObjectType, fromId: string, to: ObjectType) => readonly Link[];
};

export const associationKind = (from: ObjectType, to: ObjectType): AssociationKind | undefined =>
  KINDS[`${from}>${to}`];

export function createAssociations(): Associations {
  const directions = new Map<string, Map<string, Map<string, boolean>>>();
  const side = (from: ObjectType, to: ObjectType) => {
    const key = `${from}>${to}`;
    const direction = directions.get(key) ?? new Map<string, Map<string, boolean>>();
    directions.set(key, direction);
    return direction;
  };
  const linksOf = (from: ObjectType, fromId: string, to: ObjectType) => {
    const direction = side(from, to);
    const links = direction.get(fromId) ?? new Map<string, boolean>();
    direction.set(fromId, links);
    return links;
  };

  return {
    link: (from, fromId, to, toId, primary) => {
      const forth = linksOf(from, fromId, to);
      if (forth.has(toId) && (forth.get(toId) || !primary)) return false;
      if (primary) {
        for (const [otherId, isPrimary] of forth) {
          if (!isPrimary) continue;
          forth.set(otherId, false);
          linksOf(to, otherId, from).set(fromId, false);
        }
      }
      forth.set(toId, primary);
      linksOf(to, toId, from).set(fromId, primary);
      return true;
    },
    unlink: (from, fromId, to, toId) => {
      side(to, from).get(toId)?.delete(fromId);
      return side(from, to).get(fromId)?.delete(toId) ?? false;
    },
    of: (from, fromId, to) => [...(side(from, to).get(fromId) ?? [])].map(([toId, primary]) => ({ toId, primary })),
  };
}
