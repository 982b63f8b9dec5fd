import { parseModel } from '../../domain/model/model.ts';

export type PublishOutcome =
  | { readonly outcome: 'published'; readonly version: number }
  /** nothing has changed; each problem names the place and says what was expected */
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] }
  | { readonly outcome: 'not_installed' };

export type PublishPorts = {
  /** null: the portal is not installed */
  readonly addModel: (document: unknown) => Promise<number | null>;
  readonly chooseModel: (version: number) => Promise<unknown>;
  /** judges every contact anew by what is known of it */
  readonly judgeAgain: () => Promise<unknown>;
  /** reads every contact again: the model may read properties that nobody has read before */
  readonly readAgain: () => Promise<unknown>;
};

/**
 * Makes a document the portal's model, as a new version, by which every contact is judged from then
 * on.
 */
export async function publishModel(ports: PublishPorts, document: unknown): Promise<PublishOutcome> {
  const parsed = parseModel(document);
  if (parsed.outcome === 'invalid') return parsed;
  const version = await ports.addModel(document);
  if (version === null) return { outcome: 'not_installed' };
  await ports.chooseModel(version);
  await ports.judgeAgain();
  await ports.readAgain();
  return { outcome: 'published', version };
}
