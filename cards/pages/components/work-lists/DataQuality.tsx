import { Accordion, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import { CountTable } from '../../shared/CountTable.tsx';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted, toldRow } from '../../words/words.ts';
import { Listed } from './Records.tsx';

/** How many contacts have data that can be believed, and what is wrong with the others. */
export function DataQuality({
  quality,
  format,
}: {
  readonly quality: AccountView['quality'];
  readonly format: Format;
}) {
  const { valid, suspect, invalid, unjudged, reasons } = quality;
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('data_right')}</Heading>
      <Statistics>
        <StatisticsItem label={say('valid')} number={format.number(valid)} />
        <StatisticsItem label={say('suspect')} number={format.number(suspect)} />
        <StatisticsItem label={say('invalid')} number={format.number(invalid)} />
      </Statistics>
      {unjudged > 0 && <Text variant="microcopy">{sayCounted('unjudged', unjudged)}</Text>}
      {reasons.length > 0 && (
        <CountTable columns={[say('what_is_wrong'), say('how_many')]} rows={reasons.map(toldRow)} format={format} />
      )}
      {(['suspect', 'invalid'] as const).map((validity) =>
        quality[validity] === 0 ? null : (
          <Accordion key={validity} title={sayCounted(`${validity}_who`, quality[validity])} size="sm">
            <Listed
              listed={validity === 'suspect' ? quality.suspectContacts : quality.invalidContacts}
              count={quality[validity]}
              where={say('where_validity')}
              since={say('data_of')}
              format={format}
            />
          </Accordion>
        ),
      )}
      <Text>{say('nothing_deleted')}</Text>
    </Flex>
  );
}
