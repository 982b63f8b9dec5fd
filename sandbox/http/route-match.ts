export type PathPattern = { readonly method: string; readonly path: string };

export type Match<T> = { readonly route: T; readonly params: Readonly<Record<string, string>> };

/**
 * Finds the first route of the table that fits; `{name}` stands for one segment. Earlier routes
 * win, so fixed words come first.
 */
export function createMatcher<T extends PathPattern>(
  routes: readonly T[],
): (method: string, path: string) => Match<T> | undefined {
  const bySize = new Map<string, { route: T; segments: readonly string[] }[]>();
  for (const route of routes) {
    const segments = segmentsOf(route.path);
    const key = `${route.method} ${segments.length}`;
    bySize.set(key, [...(bySize.get(key) ?? []), { route, segments }]);
  }

  return (method, path) => {
    const asked = segmentsOf(path);
    for (const { route, segments } of bySize.get(`${method} ${asked.length}`) ?? []) {
      const params = paramsOf(segments, asked);
      if (params) return { route, params };
    }
    return undefined;
  };
}

/** HubSpot answers with and without a final slash. */
const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '');

function paramsOf(segments: readonly string[], asked: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = asked[index]!;
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeURIComponent(value);
    else if (segment !== value) return undefined;
  }
  return params;
}
