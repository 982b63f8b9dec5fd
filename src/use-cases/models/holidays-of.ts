import type { ModelBody, ModelDone } from '../../../cards/pages/contracts/model-contract.ts';
import { readModel } from '../../domain/model/model.ts';
import { agreementLanguage } from '../../domain/sales/agreement-words/words.ts';
import { countriesInZone } from '../../domain/set-up/hours.ts';
import type { HolidayBook } from '../../domain/time/holidays.ts';
import { findModel } from '../../store/portals/models.ts';
import type { Portal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';

type HolidaysContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly holidays: HolidayBook;
};

/** Public holidays of a country and region in this and the next two years, to fill the calendar. */
export async function holidaysOf(
  { db, clock, holidays }: HolidaysContext,
  { portalId, modelVersion, account }: Portal,
  asked: ModelBody<'holidays'>,
): Promise<ModelDone> {
  const language = agreementLanguage(asked.language);
  const countries = await holidays.countries(language);
  const isListed = (country: string) => countries.some(({ value }) => value === country);
  const read = readModel(await findModel(db, portalId, modelVersion!));
  const timeZone = (read.outcome === 'valid' ? read.model.calendar.timeZone : undefined) ?? account.timeZone;
  const country = asked.country ?? countriesInZone(timeZone).find(isListed) ?? null;
  const regions = country === null ? [] : await holidays.regions(country, language);
  const region = regions.find(({ value }) => value === asked.region)?.value ?? null;
  const year = new Date(clock.now()).getUTCFullYear();
  const days = country === null ? [] : await holidays.days({ country, region }, [year, year + 1, year + 2], language);
  return {
    outcome: 'holidays',
    country,
    region,
    countries: [...countries],
    regions: [...regions],
    days: [...days],
  };
}
