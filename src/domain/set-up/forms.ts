import { startingModels } from '../changes/starting-models.ts';
import type { Model } from '../model/model.ts';
import words from './form-words.json' with { type: 'json' };
import type { Survey } from './survey.ts';
import { plainWords, wordIn } from './words.ts';

export type SeenForm = {
  readonly name: string;
  readonly contacts: number;
  /** by the model as it is; null: a form like any other */
  readonly now: string | null;
  /** what it seems to be, and the word that says so; null: nothing says it */
  readonly proposed: { readonly signal: string; readonly word: string } | null;
};

/** What people look through. */
const SHOWN = 40;

/** The forms of the account by how many filled them in, with what each seems to be. */
export function formsSeen(survey: Survey, model: Model): { readonly forms: readonly SeenForm[]; readonly of: number } {
  const all = [...survey.forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const forms = all.slice(0, SHOWN).map(([name, contacts]) => {
    const now = signalOfForm(model, name);
    return { name, contacts, now, proposed: now === null ? proposedSignal(model, name) : null };
  });
  return { forms, of: all.length };
}

/** As the engine reads it: the first line of which the name contains a text. */
export function signalOfForm({ forms }: Model, name: string): string | null {
  const lower = name.toLowerCase();
  return forms.find(({ contains }) => contains.some((text) => lower.includes(text.toLowerCase())))?.signal ?? null;
}

/** The words of all fields, those of the field's own signals first. */
function proposedSignal(model: Model, name: string): SeenForm['proposed'] {
  const known = new Set(model.signals.map(({ id }) => id));
  const plain = plainWords(name);
  const lines = [
    ...startingModels().flatMap(({ model: { forms } }) => forms),
    ...Object.entries(words).map(([signal, contains]) => ({ signal, contains })),
  ];
  for (const { signal, contains } of lines) {
    const word = known.has(signal) ? wordIn(plain, contains) : null;
    if (word !== null) return { signal, word };
  }
  return null;
}

/**
 * The model with lines for these forms. A name that is part of another one stands below it, since
 * the first line that fits wins.
 */
export function withForms(model: Model, chosen: ReadonlyMap<string, string>): Model {
  const changed = [...chosen].filter(([name, signal]) => signalOfForm(model, name) !== signal);
  const names = new Set(changed.map(([name]) => name.toLowerCase()));
  const lines = changed
    .sort((a, b) => b[0].length - a[0].length)
    .map(([name, signal]) => ({ contains: [name], signal }));
  // A line that an earlier acceptance made of the same form alone gives way.
  const others = model.forms.filter(({ contains }) => contains.length > 1 || !names.has(contains[0]!.toLowerCase()));
  return { ...model, forms: [...lines, ...others] };
}
