import { type ModelView, modelView, type OverviewView, overviewView } from './contract.ts';
import { ask, type Problem } from './shared/ask.ts';

/** Counting over a large account takes a moment. */
const TIMEOUT_MS = 14_000;

export const askForOverview = (publicUrl: string): Promise<OverviewView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages`, timeout: TIMEOUT_MS, read: overviewView.safeParse });

export const askForModel = (publicUrl: string): Promise<ModelView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/model`, timeout: TIMEOUT_MS, read: modelView.safeParse });
