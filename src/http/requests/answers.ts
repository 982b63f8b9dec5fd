import type { Express } from 'express';

/** What Express keeps of each route; `match` tests a path. */
type Layer = {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly match: (path: string) => boolean;
};

/** Whether a route of the app, or of a router that it uses at its root, answers at this path. */
export function answers(app: Express, method: 'GET' | 'POST', path: string): boolean {
  const found = (layers: readonly Layer[]): boolean =>
    layers.some(
      (layer) =>
        layer.match(path) &&
        (layer.route?.methods[method.toLowerCase()] === true ||
          (layer.handle.stack !== undefined && found(layer.handle.stack))),
    );
  return found(app.router.stack as unknown as readonly Layer[]);
}
