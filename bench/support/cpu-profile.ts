/** The part of a V8 CPU profile (`node --cpu-prof`) that sums need. Times are microseconds. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
};

export type Share = { readonly name: string; readonly ms: number; readonly percent: number };

const WAITING = new Set(['(idle)', '(program)', '(root)']);

/** Reading, stripping and compiling programs: once a process. */
const LOADING = /^node:internal\/(?:modules|deps\/(?:amaro|cjs-module-lexer))|^wasm:/;

/**
 * Where the processor's time went, by file and by function, most first; without waiting and without
 * loading the program.
 */
export function sharesOf(
  { nodes, samples, timeDeltas }: CpuProfile,
  root: string,
): { readonly files: readonly Share[]; readonly functions: readonly Share[]; readonly ms: number } {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const files = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const { functionName, url, lineNumber } = frames.get(id)!;
    if (WAITING.has(functionName) || LOADING.test(url)) continue;
    const spent = timeDeltas[index]! / 1_000;
    const file = url.replace(root, '').replace(/^file:\/\//, '') || 'node itself';
    const name = `${functionName || '(a function without a name)'}  ${file}${url === '' ? '' : `:${lineNumber + 1}`}`;
    total += spent;
    files.set(file, (files.get(file) ?? 0) + spent);
    functions.set(name, (functions.get(name) ?? 0) + spent);
  }
  const sorted = (sums: ReadonlyMap<string, number>): readonly Share[] =>
    [...sums].map(([name, ms]) => ({ name, ms, percent: (100 * ms) / total })).sort((a, b) => b.ms - a.ms);
  return { files: sorted(files), functions: sorted(functions), ms: total };
}
