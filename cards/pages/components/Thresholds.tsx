import { DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { ModelSeen } from '../contract.ts';
import type { ModelChange } from '../model-contract.ts';
import { say } from '../words/words.ts';
import { Change } from './Change.tsx';

type ThresholdsProps = Pick<ModelSeen, 'gates' | 'grade'> & {
  /** null: whoever looks may not edit */
  readonly save: ((changes: readonly ModelChange[]) => void) | null;
  readonly busy: boolean;
};

const GATES = [
  ['mql', 'enter'],
  ['mql', 'leave'],
  ['sql', 'enter'],
  ['sql', 'leave'],
] as const;
const SCORES = ['combined', 'explicit', 'implicit'] as const;

/** From how many points somebody is an MQL or an SQL, and the grades. */
export const Thresholds = ({ gates, grade, save, busy }: ThresholdsProps) => (
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
    {save !== null && (
      <Change
        id="thresholds"
        title={say('thresholds')}
        label={say('change_of', { what: say('thresholds') })}
        fields={fieldsOf({ gates, grade })}
        changes={(values) => [...values].flatMap(([name, points]) => (points === null ? [] : [changeOf(name, points)]))}
        save={save}
        busy={busy}
      />
    )}
  </Flex>
);

/** `A from 60, B from 40, C from 20` */
const bands = (letters: string, from: readonly number[]): string =>
  from.map((points, at) => say('band_from', { band: letters[at] ?? '', points })).join(', ');

/** A field for every threshold that the model has; its name says which one it is. */
const fieldsOf = ({ gates, grade }: Pick<ModelSeen, 'gates' | 'grade'>) => [
  ...GATES.flatMap(([level, way]) =>
    SCORES.flatMap((score) => {
      const value = gates[level][way][score];
      return value === undefined
        ? []
        : [{ name: `${level} ${way} ${score}`, label: `${say(`${level}_${way}`)}: ${say(`from_${score}`)}`, value }];
    }),
  ),
  ...(['fit', 'interest'] as const).flatMap((of) =>
    grade[of].map((value, at) => ({
      name: `grade ${of} ${at}`,
      label: say('grade_from', { band: (of === 'fit' ? 'ABC' : '123')[at] ?? '' }),
      value,
    })),
  ),
];

function changeOf(name: string, points: number): ModelChange {
  const [first, second, third] = name.split(' ');
  return first === 'grade'
    ? { what: 'grade', of: second as 'fit' | 'interest', at: Number(third), from: points }
    : {
        what: 'gate',
        level: first as 'mql' | 'sql',
        way: second as 'enter' | 'leave',
        score: third as 'combined' | 'explicit' | 'implicit',
        points,
      };
}
