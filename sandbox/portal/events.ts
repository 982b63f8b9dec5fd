import type { ObjectType } from './object-types.ts';
import type { Source } from './records.ts';

/** What happened in a portal, before it is known who subscribed to it. */
export type CrmEvent = { readonly source: Source; readonly occurredAt: number } & (
  | { readonly kind: 'creation' | 'deletion' | 'restore'; readonly type: ObjectType; readonly id: string }
  | { readonly kind: 'privacyDeletion'; readonly type: 'contacts'; readonly id: string }
  | {
      readonly kind: 'propertyChange';
      readonly type: ObjectType;
      readonly id: string;
      readonly name: string;
      readonly value: string;
    }
  | {
      readonly kind: 'merge';
      readonly type: ObjectType;
      readonly primaryId: string;
      readonly mergedIds: readonly string[];
      readonly newId: string;
      readonly propertiesMoved: number;
    }
  | {
      readonly kind: 'associationChange';
      readonly type: ObjectType;
      readonly toType: ObjectType;
      readonly fromId: string;
      readonly toId: string;
      readonly removed: boolean;
      readonly primary: boolean;
    }
);
