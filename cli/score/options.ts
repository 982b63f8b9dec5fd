import { parseArgs } from 'node:util';
import type { Surroundings } from '../command.ts';
import { Refusal } from './refusal.ts';
import { STDOUT } from './scored-file.ts';

/* What somebody may ask of the command that scores a file. */

export const USAGE = `npm run score -- contacts.csv [options]
    scores every row; the columns of HubSpot's own export, and of others, are recognised
  --out FILE             where the scored file goes; - is the standard output (contacts.scored.csv)
  --mapping FILE         what the columns mean, instead of what is recognised
  --model FILE           another model than the one that a new account starts with: a file, or the name
                         of a starting model ("npm run -s model -- starting" lists them)
  --now 2026-11-22       the day that the scores are of (the newest date in the file)
  --encoding NAME        how the file is encoded (found out)
  --outcome COLUMN=VALUE how well the score tells who has VALUE there; the column is not read for the score

npm run -s score -- leads.csv --outcome COLUMN --learn model.json [--mapping FILE] [--model FILE]
    points learnt from leads whose outcome is known, as a model that scores others: --model model.json
    code 0: written; 3: nothing is proposed, and the report says why; 1: the file cannot be used
  --won VALUE            the value of the outcome that is a win (found out)
  --rules 15             at most so many rules (15, or up to 40 where 15 would lose much)
  --step 1               points are multiples of 1 or of 5
  --without COLUMN       a column not to learn from; may be said several times
  --rising COLUMN        its points only rise with the number; --falling COLUMN: they only fall
  --keep COLUMN          a column to learn from though it looks as if it knew the outcome

npm run -s score -- contacts.csv --compare other.json [--model FILE] [--mapping FILE] [--now DAY]
    whom another model would move, from what to what and whose they are; nothing of HubSpot is needed
    code 0: compared; 1: the file or a model cannot be used
  --out FILE             where the rows that move go, with what both models say of them (contacts.movers.csv)

npm run -s score -- --mapping-for contacts.csv [--out mapping.json]
    a first mapping of the file, to be looked at and changed
npm run -s score -- --reads [--model FILE]
    which properties a model reads, and what for`;

export type Options = ReturnType<typeof parse>['values'];

/** A call of the command: what is asked, and where sentences go. */
export type Asked = Pick<Surroundings, 'print' | 'tell'> & {
  readonly options: Options;
  readonly files: readonly string[];
  /** tells of the file; what is said of one that goes to the standard output must not be in it */
  readonly say: (sentence: string) => void;
};

export function readOptions(argv: readonly string[], { print, tell }: Pick<Surroundings, 'print' | 'tell'>): Asked {
  try {
    const { values, positionals } = parse(argv);
    return { options: values, files: positionals, print, tell, say: values.out === STDOUT ? tell : print };
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
}

const parse = (argv: readonly string[]) =>
  parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      'mapping-for': { type: 'string' },
      model: { type: 'string' },
      now: { type: 'string' },
      out: { type: 'string' },
      encoding: { type: 'string' },
      outcome: { type: 'string' },
      learn: { type: 'string' },
      compare: { type: 'string' },
      won: { type: 'string' },
      rules: { type: 'string' },
      step: { type: 'string', default: '1' },
      without: { type: 'string', multiple: true, default: [] },
      keep: { type: 'string', multiple: true, default: [] },
      rising: { type: 'string', multiple: true, default: [] },
      falling: { type: 'string', multiple: true, default: [] },
      reads: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
