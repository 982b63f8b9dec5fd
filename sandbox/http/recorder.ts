/** One call and its answer, for the contract check. Secrets are blanked. */
export type Exchange = {
  /** Sandbox time, milliseconds since epoch. */
  readonly at: number;
  readonly portalId: number | undefined;
  /** Template of the route table, undefined for an unknown path. */
  readonly route: string | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly contentType: string | undefined;
  readonly requestBody: unknown;
  /** 0 when the connection was reset. */
  readonly status: number;
  readonly responseBody: unknown;
};

type CallCount = {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

export type CallSummary = {
  readonly total: number;
  readonly rateLimited: number;
  readonly counts: readonly CallCount[];
  /**
   * Most calls that arrived within any rolling window, by portal: counted calls and searches apart.
   */
  readonly peaks: readonly { readonly portalId: number; readonly rolling: number; readonly search: number }[];
};

export type Recorder = {
  readonly record: (exchange: Exchange) => void;
  /** Counts an arrival for the peaks. `now` is monotonic. */
  readonly arrived: (portalId: number, rate: 'rolling' | 'search', now: number) => void;
  readonly summary: () => CallSummary;
  readonly exchanges: () => readonly Exchange[];
  /** How many exchanges to keep; Infinity keeps all. */
  readonly keep: (count: number) => void;
  readonly reset: () => void;
};

type Window = { recent: number[]; peak: number };

export function createRecorder(windows: { readonly rolling: number; readonly search: number }): Recorder {
  let kept = 100;
  let exchanges: Exchange[] = [];
  let counts = new Map<string, CallCount>();
  let peaks = new Map<number, { rolling: Window; search: Window }>();

  return {
    record: (exchange) => {
      exchanges.push(exchange);
      if (exchanges.length > kept * 2) exchanges = exchanges.slice(-kept);
      const { method, status, at } = exchange;
      const route = exchange.route ?? '(unknown)';
      const key = `${method} ${route} ${status}`;
      const before = counts.get(key);
      counts.set(key, {
        method,
        route,
        status,
        count: (before?.count ?? 0) + 1,
        firstAt: before?.firstAt ?? at,
        lastAt: at,
      });
    },
    arrived: (portalId, rate, now) => {
      const portal = peaks.get(portalId) ?? { rolling: { recent: [], peak: 0 }, search: { recent: [], peak: 0 } };
      peaks.set(portalId, portal);
      const window = portal[rate];
      window.recent = window.recent.filter((at) => at > now - windows[rate]);
      window.recent.push(now);
      window.peak = Math.max(window.peak, window.recent.length);
    },
    summary: () => {
      const all = [...counts.values()];
      const sum = (some: readonly CallCount[]) => some.reduce((total, { count }) => total + count, 0);
      return {
        total: sum(all),
        rateLimited: sum(all.filter(({ status }) => status === 429)),
        counts: all,
        peaks: [...peaks].map(([portalId, { rolling, search }]) => ({
          portalId,
          rolling: rolling.peak,
          search: search.peak,
        })),
      };
    },
    exchanges: () => exchanges.slice(-kept),
    keep: (count) => {
      kept = count;
    },
    reset: () => {
      exchanges = [];
      counts = new Map();
      peaks = new Map();
    },
  };
}
