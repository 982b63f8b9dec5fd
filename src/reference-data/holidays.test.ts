import { expect, it } from 'vitest';
import { holidayBook } from './holidays.ts';

const daysOf = async (country: string, region: string | null = null, years = [2027]) =>
  (await holidayBook.days({ country, region }, years, 'en')).map(({ day }) => day);

it('a country has its public holidays, in their order, and none of half a day', async () => {
  expect(await holidayBook.days({ country: 'AT', region: null }, [2027], 'de')).toEqual(
    [
      ['2027-01-01', 'Neujahr'],
      ['2027-01-06', 'Heilige Drei Könige'],
      ['2027-03-29', 'Ostermontag'],
      ['2027-05-01', 'Staatsfeiertag'],
      ['2027-05-06', 'Christi Himmelfahrt'],
      ['2027-05-17', 'Pfingstmontag'],
      ['2027-05-27', 'Fronleichnam'],
      ['2027-08-15', 'Mariä Himmelfahrt'],
      ['2027-10-26', 'Nationalfeiertag'],
      ['2027-11-01', 'Allerheiligen'],
      ['2027-12-08', 'Mariä Empfängnis'],
      ['2027-12-25', 'Weihnachten'],
      ['2027-12-26', '2. Weihnachtstag'],
    ].map(([day, name]) => ({ day, name })),
  );
});

it('a region has its own beside those of the country, and a part of it too', async () => {
  const [country, region, part] = [await daysOf('DE'), await daysOf('DE', 'BY'), await daysOf('DE', 'BY.A')];

  expect(country).not.toContain('2027-01-06');
  expect(region).toEqual(expect.arrayContaining([...country, '2027-01-06']));
  expect(part).toEqual(expect.arrayContaining([...region, '2027-08-08']));
});

it('a feast of several days that begins in the evening is free on each whole day', async () => {
  expect(await daysOf('TR', null, [2026])).toEqual(
    expect.arrayContaining(['2026-03-20', '2026-03-21', '2026-03-22', '2026-05-27', '2026-05-30']),
  );
  expect(await daysOf('TR', null, [2026])).not.toContain('2026-03-23');
});

it('years follow each other, and a place that the list does not have has none', async () => {
  expect((await daysOf('FR', null, [2027, 2026])).map((day) => day.slice(0, 4)).toSorted()).toEqual(
    (await daysOf('FR', null, [2026, 2027])).map((day) => day.slice(0, 4)),
  );
  expect(await daysOf('XX')).toEqual([]);
  expect(await daysOf('DE', 'nowhere')).toEqual(await daysOf('DE'));
});

it('countries and regions are named as the reader calls them', async () => {
  expect(await holidayBook.countries('ja')).toContainEqual({ value: 'DE', label: 'ドイツ' });
  expect(await holidayBook.countries('pt-br')).toContainEqual({ value: 'DE', label: 'Alemanha' });
  expect(await holidayBook.regions('DE', 'de')).toContainEqual({ value: 'BY.A', label: 'Bayern: Stadt Augsburg' });
  expect(await holidayBook.regions('XX', 'de')).toEqual([]);
});
