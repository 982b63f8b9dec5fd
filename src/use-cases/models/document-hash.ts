import { createHash } from 'node:crypto';
import { canonicalText } from '../../domain/changes/documents.ts';
import type { Model } from '../../domain/model/model.ts';

/** Names what a model says: signatures are bound to it. */
export const documentHash = (model: Model): string => createHash('sha256').update(canonicalText(model)).digest('hex');
