/** What a handler answers: a JSON body, a raw text, or nothing at all. */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
} & ({ readonly json?: unknown; readonly text?: never } | { readonly json?: never; readonly text: string });

export const ok = (json: unknown): Reply => ({ status: 200, json });
export const created = (json: unknown): Reply => ({ status: 201, json });
export const noContent: Reply = { status: 204 };
