import { expect, it } from 'vitest';
import { csvOf } from '../csv.ts';

it.each([
  [
    [
      ['a', 'b'],
      ['1', '2,5'],
    ],
    'a,b\r\n1,"2,5"',
  ],
  [[['say "x"', 'two\nlines']], '"say ""x""","two\nlines"'],
  [[['=1+1', '+49 30', '@x', '-x', '\tx']], "'=1+1,'+49 30,'@x,'-x,'\tx"],
  [[['＝1+1', '＋1', '－x', '＠x', '\n=1', ' =1', "'=1"]], `'＝1+1,'＋1,'－x,'＠x,"'\n=1",' =1,''=1`],
  [[['-1', '-1.5', '0 (0 %)']], '-1,-1.5,0 (0 %)'],
])('%j', (rows, csv) => expect(csvOf(rows)).toBe(csv));
