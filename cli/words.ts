import { globSync } from 'node:fs';

export type SourceFile = { readonly path: string; readonly text: string };

/** Files that declare equal names on purpose. */
const NOT_COMPARED = /^src\/store\/migrations\/|\.test\.tsx?$/;
const FOLDERS = 'src,cards,workflows-actions,app-manifest,sandbox,demo,cli,bench,test';
const DECLARATION = /^export (?:async )?(?:function\*?|const|let|class|type|interface) ([\w$]+)/gm;
const MOST_COLUMNS = 100;

/** Paths below the root, in order. */
export const sourceFilesOf = (root: string): readonly string[] =>
  globSync(['*.{ts,cjs}', `{${FOLDERS}}/**/*.{ts,tsx,css}`], {
    cwd: root,
    exclude: (path) => path.includes('node_modules'),
  })
    .filter((path) => !/node_modules|\/dist\//.test(path))
    .sort();

/** Exported names with two declarations in `src`. Overloads in one file count once. */
export function namesDeclaredTwice(files: readonly SourceFile[]) {
  const places = new Map<string, Set<string>>();
  for (const { path, text } of files) {
    if (!path.startsWith('src/') || NOT_COMPARED.test(path)) continue;
    for (const [, name = ''] of text.matchAll(DECLARATION)) places.set(name, (places.get(name) ?? new Set()).add(path));
  }
  return [...places]
    .filter(([, paths]) => paths.size > 1)
    .map(([name, paths]) => ({ name, paths: [...paths] }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** A file or folder of the project as a page names it. */
const NAMED_PATH = new RegExp(`\`((?:docs|${FOLDERS.replaceAll(',', '|')})/(?:[^\`\\s*<>{}…]*(?:\\.\\w+|/))?)\``, 'g');

/** Paths that pages name and that do not exist. */
export function pathsNotThere(pages: readonly SourceFile[], isThere: (path: string) => boolean) {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(NAMED_PATH)].flatMap(([, name = '']) => (isThere(name) ? [] : [{ path, name }])),
  );
}

/** Comment lines that are too long, except a single address, which cannot be broken. */
export function longComments(files: readonly SourceFile[]) {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((written, index) => {
      const isComment = /^\s*(?:\/\/|\/\*|\*)/.test(written);
      const isAddress = /^\s*(?:\/\/|\/?\*+)?\s*\S*https?:\/\/\S+\s*(?:\*\/)?$/.test(written);
      const columns = written.length;
      return isComment && !isAddress && columns > MOST_COLUMNS ? [{ path, line: index + 1, columns }] : [];
    }),
  );
}
