import { createHash } from 'node:crypto';
import { canonicalText } from '../../../domain/changes/document/documents.ts';
import type { Model } from '../../../domain/model/model.ts';

/** A hash of what a model says. A signature is bound to it: it holds for exactly this model. */
export const documentHash = (model: Model): string => createHash('sha256').update(canonicalText(model)).digest('hex');
