import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMPANIES, FIRST_NAMES, LAST_NAMES } from '../../sandbox/sample/names.ts';
import { NO_FACTS, type Properties } from '../../src/domain/contact.ts';
import { leadFacts } from '../../src/domain/lead/lead-facts.ts';
import { oddCompany, oddName } from '../../src/domain/lead/validity/validity-names.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { MADE_UP, NOBODY, REAL_NAMES, REAL_PEOPLE } from './names.ts';

/*
 * How often the validation of leads is wrong, measured. Every list and every sampling rule is
 * stated where it is used.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log(
    'Skipped: the real lists of domains and titles are in the folder that RIPEN_DATA_SETS names, and it names none.',
  );

const met = (contact: Properties) => leadFacts({ ...NO_FACTS, contact }, referenceData);
const reasonsFor = (contact: Properties) => met({ email: 'ann@firm.example', ...contact }).validityReasons;
const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;

describe('names of real people', () => {
  it('are never called made up', () => {
    const names = [...new Set([...REAL_NAMES, ...FIRST_NAMES, ...LAST_NAMES])];
    const wrong = names.filter(
      (name) => reasonsFor({ lastname: name }).length + reasonsFor({ firstname: name }).length > 0,
    );
    const wrongPeople = REAL_PEOPLE.filter(([firstname, lastname]) => reasonsFor({ firstname, lastname }).length > 0);
    console.log(
      `Called made up: ${share(wrong.length, names.length)} names, ${share(wrongPeople.length, REAL_PEOPLE.length)} people`,
    );

    expect([wrong, wrongPeople]).toEqual([[], []]);
  });

  it('nor are companies of the sample', () => {
    expect(COMPANIES.filter(({ name }) => oddCompany(name) !== null)).toEqual([]);
  });
});

describe('names that were made up', () => {
  it('are found, nearly all', () => {
    const missed = MADE_UP.filter((lastname) => reasonsFor({ lastname }).length === 0);
    const missedPeople = NOBODY.filter(([firstname, lastname]) => reasonsFor({ firstname, lastname }).length === 0);
    console.log(
      `Found: ${share(MADE_UP.length - missed.length, MADE_UP.length)} of the typed, all but ${missed.join(', ')};`,
      `${share(NOBODY.length - missedPeople.length, NOBODY.length)} of the people, all but ${missedPeople.map((p) => p.join(' ')).join(', ')}`,
    );

    expect(missed.length / MADE_UP.length).toBeLessThan(0.15);
    expect(missedPeople.length / NOBODY.length).toBeLessThan(0.2);
  });
});

describe('free mail', () => {
  it('of the large providers is never suspect', () => {
    const providers =
      'gmail.com googlemail.com yahoo.com yahoo.co.uk yahoo.fr yahoo.co.jp hotmail.com hotmail.co.uk outlook.com live.com msn.com icloud.com me.com mac.com aol.com gmx.de gmx.at gmx.net web.de t-online.de freenet.de proton.me protonmail.com zoho.com mail.com mail.ru yandex.ru bk.ru rambler.ru qq.com 163.com 126.com sina.com naver.com daum.net hanmail.net libero.it virgilio.it orange.fr wanadoo.fr laposte.net free.fr sfr.fr wp.pl o2.pl onet.pl interia.pl seznam.cz centrum.cz uol.com.br bol.com.br terra.com.br rediffmail.com btinternet.com comcast.net verizon.net bluewin.ch hey.com tutanota.com fastmail.com'.split(
        ' ',
      );

    expect(
      providers.filter((domain) => met({ email: `anna.kowalska@${domain}` }).lead['validity'] !== 'valid'),
    ).toEqual([]);
  });
});

describe.skipIf(folder === undefined)('the real lists', () => {
  const read = async (file: string) => JSON.parse(await readFile(path.join(folder!, 'email-domains', file), 'utf8'));
  const every = <T>(n: number, list: readonly T[]) => list.filter((_, at) => at % n === 0);
  const MAILBOXES = ['anna.kowalska', 'j.smith', 'wei.zhang88', 'nguyen', 'mueller+crm', 'bob'];

  // Every tenth of the free-mail domains that neither of two other lists calls throw-away: that
  // list holds many of those, too.
  it('persons at free-mail domains are not suspect', async () => {
    const free: string[] = await read('free-email-domains.json');
    const large = new Set<string>(await read('disposable-email-domains.json'));
    const throwAway = (domain: string) => large.has(domain) || referenceData.isDisposable(domain);
    const sample = every(
      10,
      free.filter((domain) => !throwAway(domain)),
    );
    const leads = sample.flatMap((domain) => MAILBOXES.map((mailbox) => `${mailbox}@${domain}`));
    const suspect = leads.filter((email) => met({ email }).lead['validity'] !== 'valid');
    console.log(
      `Free mail: ${share(suspect.length, leads.length)} persons at ${sample.length} domains suspect;`,
      `${share(free.filter(throwAway).length, free.length)} of the list are throw-away by other lists, and left out`,
    );

    expect(sample.length).toBeGreaterThan(300);
    expect(suspect).toEqual([]);
  });

  // All domains of the short list and of the wildcard list, with a name below each; every fiftieth
  // of the long one.
  it('throw-away mail is found as far as the list goes that ships with the app', async () => {
    const found = (domains: string[]) =>
      domains.filter((domain) => met({ email: `ann@${domain}` }).lead['mail_kind'] === 'disposable');
    const short: string[] = await read('disposable-email-domains-js.cc0.json');
    const below = short.map((domain) => `any.${domain}`);
    const wild: string[] = await read('disposable-email-domains.wildcard.json');
    const long = every(50, (await read('disposable-email-domains.json')) as string[]);
    console.log(
      `Throw-away mail found: ${share(found(short).length, short.length)} of the short list, ${share(found(below).length, below.length)} below it,`,
      `${share(found(wild).length, wild.length)} of the wildcards, ${share(found(long).length, long.length)} of the long list's sample`,
    );

    expect(found(short)).toHaveLength(short.length);
    expect(found(below)).toHaveLength(below.length);
  });

  it('no shared mailbox is suspect, but those that say test or are typed at random', async () => {
    const mailboxes = Object.values((await read('role-based-mailboxes.json')) as Record<string, string[]>).flat();
    const suspect = mailboxes.filter(
      (mailbox) => met({ email: `${mailbox}@firm.example` }).lead['validity'] !== 'valid',
    );

    expect(mailboxes.length).toBeGreaterThan(1000);
    expect(suspect).toEqual(['asdf', 'test']);
  });

  // All distinct titles of three files, as a company's and as a person's name, and all their words
  // of three letters or more.
  it('job titles and their words are hardly ever called typed at random', async () => {
    const columns = ['alternate_titles.tsv', 'sample_of_reported_titles.tsv', 'occupation_data.tsv'].map(
      async (file) => {
        const lines = (await readFile(path.join(folder!, 'onet-job-titles', file), 'utf8')).trim().split('\n');
        return lines.slice(1).map((line) => line.split('\t')[1]!.trim());
      },
    );
    const titles = [...new Set((await Promise.all(columns)).flat())];
    const words = [...new Set(titles.flatMap((title) => title.match(/\p{L}{3,}/gu) ?? []))];
    const wrong = {
      companies: titles.filter((title) => oddCompany(title) !== null),
      names: titles.filter((title) => oddName(title) === 'mash'),
      words: words.filter((word) => oddName(word) === 'mash'),
    };
    console.log(
      `Called typed at random: ${share(wrong.companies.length, titles.length)} titles as companies, ${share(wrong.names.length, titles.length)} as names,`,
      `${share(wrong.words.length, words.length)} of their words: ${wrong.words.join(', ')}`,
    );

    expect(titles.length).toBeGreaterThan(42_000);
    expect(wrong.companies.length / titles.length).toBeLessThan(0.001);
    expect(wrong.names.length / titles.length).toBeLessThan(0.001);
    expect(wrong.words.length / words.length).toBeLessThan(0.001);
  });
});
