import { Accordion, Button, Flex, List, LoadingSpinner, Select, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { askToDo } from '../../ask-server.ts';
import type { ModelDone } from '../../contracts/model-contract.ts';
import { say, sayCounted, speech } from '../../words/words.ts';

type Told = Extract<ModelDone, { readonly outcome: 'holidays' }>;
type Place = { readonly country: string | null; readonly region: string | null };

/** What is chosen where no region is. */
const EVERYWHERE = 'everywhere';

type HolidaysProps = {
  readonly server: string;
  /** as they were entered, or taken earlier */
  readonly days: readonly string[];
  readonly take: (days: string[]) => void;
};

/** Public holidays of a country or region, to be taken beside those that somebody typed. */
export function Holidays({ server, days, take }: HolidaysProps) {
  const [isOpen, setOpen] = useState(false);
  const last = days
    .filter((day) => /^\d{4}-\d\d-\d\d$/.test(day))
    .sort()
    .at(-1);
  return (
    <Flex direction="column" gap="xs">
      {last !== undefined && !Number.isNaN(Date.parse(last)) && (
        <Text variant="microcopy" testId="known-until">
          {say('holidays_until', { day: speech().date(last) })}
        </Text>
      )}
      <Accordion title={say('holidays_by_country')} size="sm" open={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen && <Chosen server={server} days={days} take={take} />}
      </Accordion>
    </Flex>
  );
}

function Chosen({ server, days, take }: HolidaysProps) {
  const [place, setPlace] = useState<Place>({ country: null, region: null });
  const told = useHolidays(server, place);
  if (told === null) return <LoadingSpinner label={say('loading_holidays')} showLabel size="sm" />;
  if (told === 'failed') return <Text>{say('holidays_failed')}</Text>;
  // A day that comes every year covers those of the list.
  const news = told.days.filter(({ day }) => !days.includes(day) && !days.includes(day.slice('2027-'.length)));
  return (
    <Flex direction="column" gap="sm">
      <Select
        name="holidays.country"
        label={say('holidays_country')}
        value={told.country ?? ''}
        options={told.countries}
        onChange={(country) => setPlace({ country: `${country}`, region: null })}
      />
      {told.regions.length > 0 && (
        <Select
          name="holidays.region"
          label={say('holidays_region')}
          value={told.region ?? EVERYWHERE}
          options={[{ label: say('holidays_everywhere'), value: EVERYWHERE }, ...told.regions]}
          onChange={(region) => setPlace({ country: told.country, region: region === EVERYWHERE ? null : `${region}` })}
        />
      )}
      <List>
        {told.days.map(({ day, name }) => (
          <Text key={day}>{`${speech().date(day)}: ${name}`}</Text>
        ))}
      </List>
      <Button
        size="sm"
        disabled={news.length === 0}
        testId="take-holidays"
        onClick={() => take([...days.filter((day) => day.trim() !== ''), ...news.map(({ day }) => day)])}
      >
        {news.length === 0 ? say('holidays_all_taken') : sayCounted('take_holidays', news.length)}
      </Button>
    </Flex>
  );
}

/** What the list says of a place; null: it is being asked. */
function useHolidays(server: string, { country, region }: Place): Told | 'failed' | null {
  const [told, setTold] = useState<Told | 'failed' | null>(null);
  useEffect(() => {
    let isOver = false;
    void askToDo(server, 'holidays', { country, region, language: speech().language }).then((answer) => {
      if (!isOver) setTold(typeof answer !== 'string' && answer.outcome === 'holidays' ? answer : 'failed');
    });
    return () => {
      isOver = true;
    };
  }, [server, country, region]);
  return told;
}
