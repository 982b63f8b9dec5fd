import document from './default-model.json' with { type: 'json' };
import { type Model, modelSchema } from './model.ts';

/** The model a portal starts with: the documented practice of lead management. Version 1. */
export const DEFAULT_MODEL: Model = modelSchema.parse(document);
