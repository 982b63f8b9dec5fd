import { startingModels } from '../changes/starting-models.ts';
import type { Model } from '../model/model.ts';
import words from './form-words.json' with { type: 'json' };
import type { Survey } from './survey.ts';
import { plainWords, wordIn } from './words.ts';

export type SeenForm = {
  readonly name: string;
  readonly contacts: number;
  /** the signal of the form by the present model; null: a form like any other */
  readonly now: string | null;
  /** the signal that the name suggests, and the word that does; null: no word does */
  readonly proposed: { readonly signal: string; readonly word: string } | null;
};

/** At most so many forms are shown. */
const SHOWN = 40;

/**
 * The most used forms of the account, with the signal that each suggests; `of`: all that were used.
 * Below them those of `known` that nobody has filled in yet.
 */
export function formsSeen(
  survey: Survey,
  model: Model,
  known: readonly string[] = [],
): { readonly forms: readonly SeenForm[]; readonly of: number } {
  const all = [...survey.forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const unused = unusedForms(known, survey.forms.keys()).map((name) => [name, 0] as const);
  const forms = [...all, ...unused].slice(0, SHOWN).map(([name, contacts]) => {
    const now = signalOfForm(model, name);
    return { name, contacts, now, proposed: now === null ? proposedSignal(model, name) : null };
  });
  return { forms, of: all.length };
}

/** HubSpot writes a form that was used with the title of its page before its name. */
export function unusedForms(known: readonly string[], used: Iterable<string>): readonly string[] {
  const ends = new Set([...used].flatMap((name) => endsOf(name.toLowerCase())));
  return known.filter((name) => !ends.has(name.toLowerCase())).sort((a, b) => (a < b ? -1 : 1));
}

/** The whole, and whatever follows a colon in it: a title and a name may have colons too. */
const endsOf = (name: string): readonly string[] => {
  const parts = name.split(': ');
  return parts.map((_part, at) => parts.slice(at).join(': '));
};

/** The signal of a form, as the engine finds it: by the first line with a text in the name. */
export function signalOfForm({ forms }: Model, name: string): string | null {
  const lower = name.toLowerCase();
  return forms.find(({ contains }) => contains.some((text) => lower.includes(text.toLowerCase())))?.signal ?? null;
}

/** The first known signal whose words are in the name: words of starting models go first. */
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
 * The model with a line for each of these forms. Longer names go first, since the first line that
 * fits wins and a short name may be part of a longer one.
 */
export function withForms(model: Model, chosen: ReadonlyMap<string, string>): Model {
  const changed = [...chosen].filter(([name, signal]) => signalOfForm(model, name) !== signal);
  const names = new Set(changed.map(([name]) => name.toLowerCase()));
  const lines = changed
    .sort((a, b) => b[0].length - a[0].length)
    .map(([name, signal]) => ({ contains: [name], signal }));
  // New lines replace those that an earlier set-up made for the same forms alone.
  const others = model.forms.filter(({ contains }) => contains.length > 1 || !names.has(contains[0]!.toLowerCase()));
  return { ...model, forms: [...lines, ...others] };
}
