import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { longComments, namesDeclaredTwice, pathsNotThere, type SourceFile, sourceFilesOf } from './words.ts';

/*
 * Part of `npm run check`: no exported name has two declarations in `src`, no line of a comment is
 * over 100 columns, and every file that a page names is there. `node cli/check-words.ts <folder>`
 * says the same of another state of the repository.
 */

const root = process.argv[2] ? `${process.argv[2]}/` : fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): SourceFile => ({ path, text: readFileSync(`${root}${path}`, 'utf8') });
const files = sourceFilesOf(root).map(read);
const pages = globSync(['*.md', 'docs/*.md', 'sandbox/**/*.md'], { cwd: root }).map(read);
/** Files that commands make, and that git ignores. */
const made = readFileSync(`${root}.gitignore`, 'utf8').split('\n');
const lost = pathsNotThere(pages, (path) => existsSync(`${root}${path}`) || made.includes(`/${path}`));
const twice = namesDeclaredTwice(files);
const long = longComments(files);
for (const { name, paths } of twice) console.log(`${name} is exported by ${paths.join(' and by ')}`);
for (const { path, name } of lost) console.log(`${path} names ${name}, and there is no such file`);
for (const { path, line, columns } of long) console.log(`${path}:${line} is a comment of ${columns} columns`);
const source = files.filter(({ path }) => path.startsWith('src/') && !path.includes('.test.'));
const lines = source.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
const rooms = new Set(source.map(({ path }) => path.slice(0, path.lastIndexOf('/'))));
console.log(`src: ${source.length} files with ${lines} lines in ${rooms.size} rooms, tests not counted`);
console.log(
  `${files.length} files: ${twice.length} exported names with two declarations in src, ` +
    `${long.length} lines of comments over 100 columns`,
);
process.exitCode = twice.length + long.length + lost.length > 0 ? 1 : 0;
