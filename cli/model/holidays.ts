import { lastHoliday, newHolidays } from '../../src/domain/time/holidays.ts';
import { holidayBook } from '../../src/reference-data/holidays.ts';
import { type Command, Refusal, textOf } from './call.ts';
import { modelOf } from './models.ts';

/** The language of names in an operator's terminal, as of every sentence there. */
const LANGUAGE = 'en';
const YEARS = 3;

/** Public holidays by the list: its countries, the days of a place, or a model with these days. */
const holidays: Command = async ({ args: [place, file], print, tell }) => {
  const countries = await holidayBook.countries(LANGUAGE);
  if (place === undefined) return print(named(countries));
  const [country = '', ...rest] = place.split('-');
  const found = countries.find(({ value }) => value === country.toUpperCase());
  if (found === undefined)
    throw new Refusal(`The list has no country "${country}": without a place the command shows all.`);
  const regions = await holidayBook.regions(found.value, LANGUAGE);
  const code = rest.join('-');
  const region = regions.find(({ value }) => value === code.toUpperCase()) ?? null;
  if (code !== '' && region === null)
    throw new Refusal(`The list has no region "${code}" of ${found.label}. ${regionsOf(found, regions)}`);
  const year = new Date().getUTCFullYear();
  const years = Array.from({ length: YEARS }, (_, at) => year + at);
  const days = await holidayBook.days({ country: found.value, region: region?.value ?? null }, years, LANGUAGE);
  const where = region === null ? found.label : `${found.label}, ${region.label}`;
  if (file === undefined) {
    for (const { day, name } of days) print(`${day}  ${name}`);
    tell(`${where}. ${region === null ? regionsOf(found, regions) : ''}`.trim());
    return;
  }
  const model = await modelOf(file);
  const news = newHolidays(
    model.calendar.holidays,
    days.map(({ day }) => day),
  );
  const taken = [...model.calendar.holidays, ...news];
  print(textOf({ ...model, calendar: { ...model.calendar, holidays: taken } }));
  tell(
    `${where}: the calendar takes ${news.length} of ${days.length} days, and knows holidays up to ${lastHoliday(taken)}.`,
  );
};

type Named = { readonly value: string; readonly label: string };

const named = (list: readonly Named[]): string => list.map(({ value, label }) => `${value}  ${label}`).join('\n');

const regionsOf = ({ value: country, label }: Named, regions: readonly Named[]): string =>
  regions.length === 0
    ? `${label} has no regions in the list.`
    : `Its regions:\n${named(regions.map(({ value, label: name }) => ({ value: `${country}-${value}`, label: name })))}`;

export const HOLIDAYS: Readonly<Record<string, Command>> = { holidays };
