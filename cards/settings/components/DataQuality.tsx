import { Accordion, Flex, Heading, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { counted, type Format } from '../format.ts';
import { say, sayCounted } from '../words/words.ts';
import { CountTable } from './CountTable.tsx';
import { Listed } from './Records.tsx';

/** How many contacts have data that can be believed, and what is wrong with the others. */
export function DataQuality({ quality, format }: { readonly quality: Settings['quality']; readonly format: Format }) {
  const { valid, suspect, invalid, unjudged, reasons } = quality;
  return (
    <Flex direction="column" gap="sm">
      <Heading>Are the data right?</Heading>
      <Statistics>
        <StatisticsItem label="Valid" number={format.number(valid)} />
        <StatisticsItem label="Suspect" number={format.number(suspect)} />
        <StatisticsItem label="Invalid" number={format.number(invalid)} />
      </Statistics>
      {unjudged > 0 && (
        <Text variant="microcopy">{`${counted(unjudged, 'contact', format)} will be judged with the first score.`}</Text>
      )}
      {reasons.length > 0 && <CountTable what="What is wrong" rows={reasons} format={format} />}
      {(['suspect', 'invalid'] as const).map((validity) =>
        quality[validity] === 0 ? null : (
          <Accordion key={validity} title={sayCounted(`${validity}_who`, quality[validity], format.number)} size="sm">
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
      <Text>
        Nothing is deleted because of this. If the data of a contact are right after all, say so on its score card:
        These data are right.
      </Text>
    </Flex>
  );
}
