import { DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../contract.ts';
import { say } from '../words/words.ts';

type ThresholdsProps = Pick<ModelSeen, 'gates' | 'grade'>;

const GATES = [
  ['mql', 'enter'],
  ['mql', 'leave'],
  ['sql', 'enter'],
  ['sql', 'leave'],
] as const;
const SCORES = ['combined', 'explicit', 'implicit'] as const;

/** From how many points somebody is an MQL or an SQL, and the grades. */
export const Thresholds = ({ gates, grade }: ThresholdsProps) => (
  <Flex direction="column" gap="sm">
    <Heading>{say('thresholds')}</Heading>
    <DescriptionList direction="column">
      {GATES.map(([level, way]) => (
        <DescriptionListItem key={`${level}_${way}`} label={say(`${level}_${way}`)}>
          <Text>
            {SCORES.flatMap((score) => {
              const points = gates[level][way][score];
              return points === undefined ? [] : [say(`at_least_${score}`, { points })];
            }).join(', ')}
          </Text>
        </DescriptionListItem>
      ))}
      <DescriptionListItem label={say('grades')}>
        <Text>{`${bands('ABCD', grade.fit)}; ${bands('1234', grade.interest)}`}</Text>
      </DescriptionListItem>
    </DescriptionList>
  </Flex>
);

/** `A from 60, B from 40, C from 20` */
const bands = (letters: string, from: readonly number[]): string =>
  from.map((points, at) => say('band_from', { band: letters[at] ?? '', points })).join(', ');
