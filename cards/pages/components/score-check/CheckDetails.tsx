import { Accordion, Flex, LineChart, Text } from '@hubspot/ui-extensions';
import type { CheckSeen } from '../../contracts/check-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { GroupTable } from './GroupTable.tsx';
import { Meaning } from './Meaning.tsx';

type Part = { readonly view: CheckSeen; readonly format: Format };

/** What an analyst wants to see, each with what it means. */
export function CheckDetails({ view, format }: Part) {
  const { bands, grades, tenths, months } = view;
  return (
    <Flex direction="column" gap="xs">
      <Accordion title={say('check_by_band')} size="sm">
        <GroupTable of={say('check_points')} groups={bands} format={format} />
        <Meaning>{say('check_share_what')}</Meaning>
      </Accordion>
      <Accordion title={say('check_by_grade')} size="sm">
        <GroupTable of={say('check_grade')} groups={grades} format={format} />
        <Meaning>{say('check_share_what')}</Meaning>
      </Accordion>
      <Accordion title={say('check_tenths')} size="sm">
        {tenths === null ? (
          <Text>{say('check_too_few_tenths')}</Text>
        ) : (
          <GroupTable
            of={say('check_tenth')}
            groups={tenths}
            format={format}
            more={{ title: say('check_times'), cell: ({ times }) => format.number(Math.round(times * 10) / 10) }}
          />
        )}
        <Meaning>{say('check_tenths_what')}</Meaning>
      </Accordion>
      <Accordion title={say('check_by_month')} size="sm">
        <GroupTable
          of={say('check_month')}
          groups={months}
          format={format}
          more={{ title: 'AUC', cell: ({ area }) => (area === null ? say('check_too_few') : areaIn(area)) }}
        />
        <Meaning>{say('check_area_what')}</Meaning>
      </Accordion>
      <Accordion title={say('check_reliability')} size="sm">
        <Reliable view={view} format={format} />
        <Meaning>{say('check_reliability_what')}</Meaning>
      </Accordion>
    </Flex>
  );
}

const areaIn = ({ auc, low, high }: NonNullable<CheckSeen['area']>): string =>
  `${auc.toFixed(2)} (${low.toFixed(2)} – ${high.toFixed(2)})`;

/** What was foretold against what came: on the line both are the same. */
function Reliable({ view: { reliability }, format }: Part) {
  if (reliability === null) return <Text>{say('check_no_reliability')}</Text>;
  const { leads, error, points } = reliability;
  const rows = points.flatMap(({ foretold, share }) => [
    { foretold: inPercent(foretold), share: inPercent(share.is), line: say('check_came') },
    { foretold: inPercent(foretold), share: inPercent(foretold), line: say('check_ideal') },
  ]);
  return (
    <Flex direction="column" gap="sm">
      <Text testId="reliability">
        {say('check_reliability_is', {
          leads: format.number(leads),
          points: format.number(Math.round(error * 1000) / 10),
        })}
      </Text>
      <LineChart
        data={rows}
        axes={{
          x: { field: 'foretold', fieldType: 'linear', label: say('check_foretold_axis') },
          y: { field: 'share', fieldType: 'linear', label: say('check_share_axis') },
          options: { groupFieldByColor: 'line' },
        }}
        options={{ title: say('check_reliability'), showLegend: true, showTooltips: true }}
      />
    </Flex>
  );
}

/** A chart prints what it is given. */
const inPercent = (share: number): number => Math.round(share * 1000) / 10;
