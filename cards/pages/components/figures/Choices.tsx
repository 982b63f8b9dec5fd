import { Alert, Flex, LoadingButton, LoadingSpinner, Select, Text } from '@hubspot/ui-extensions';
import type { FilterSeen } from '../../contracts/figures-contract.ts';
import type { Answered } from '../../hooks/use-answer.ts';
import type { Format } from '../../shared/format.ts';
import { nameOfSource } from '../../source-names.ts';
import { nameOfState } from '../../state-names.ts';
import { nameOfValue } from '../../value-names.ts';
import { say, speech } from '../../words/words.ts';

/** What is asked for, as the address has it: `months`, and a value for each chosen filter. */
export type Chosen = Readonly<Record<string, string>>;

const MONTHS = ['3', '12', '24', '60'];
/** Values begin with no space, so none of them is one of these. */
const ALL = ' all';
const UNKNOWN = ' unknown';

/** Tracks, segments, sources, countries and industries have names in the language of the reader. */
function named(id: FilterSeen['id'], { value, label }: FilterSeen['options'][number]): string {
  if (value === null || label === null) return say('value_unknown');
  if (id === 'source') return nameOfSource(label);
  if (id === 'segment') return value === 'none' ? say('not_dormant') : nameOfState(label);
  return id === 'track' ? nameOfState(label) : nameOfValue(id, { value, label });
}

/** The most frequent value first; those of as many contacts by the names that the reader sees. */
const inOrder = (id: FilterSeen['id'], options: FilterSeen['options']) =>
  options
    .map((option) => ({ ...option, name: named(id, option) }))
    .sort((a, b) => b.contacts - a.contacts || speech().compare(a.name, b.name));

type ChoicesProps = Omit<Answered<unknown>, 'view' | 'show'> & {
  /** false: what is shown has a period of its own */
  readonly hasPeriod?: boolean;
  readonly filters: readonly FilterSeen[];
  readonly countedAt: number | null;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  readonly format: Format;
  /** what else there is to choose, in the same row */
  readonly children?: React.ReactNode;
};

/**
 * The period, and by what contacts are told apart; what has one value only is not offered. Says so
 * while the figures below are still those of the choice before.
 */
export const Choices = ({ problem, loading, reload, ...choices }: ChoicesProps) => (
  <Flex direction="column" gap="sm">
    <Selects {...choices} />
    {loading && <LoadingSpinner label={say('loading_figures')} showLabel size="sm" />}
    {problem !== null && !loading && (
      <Alert title={say('figures_of_before')} variant="danger">
        {`${say(`problem_${problem}`)} ${say('figures_shorter')}`}
        <LoadingButton size="xs" onClick={reload} testId="count-again">
          {say('try_again')}
        </LoadingButton>
      </Alert>
    )}
  </Flex>
);

const Selects = ({
  hasPeriod = true,
  filters,
  countedAt,
  chosen,
  choose,
  format,
  children,
}: Omit<ChoicesProps, 'problem' | 'loading' | 'reload'>) => (
  <Flex direction="row" gap="sm" align="end" wrap>
    {hasPeriod && (
      <Select
        name="months"
        label={say('period')}
        value={chosen['months'] ?? '12'}
        options={MONTHS.map((value) => ({ value, label: say('in_months', { count: value }) }))}
        onChange={(value) => choose({ ...chosen, months: `${value}` })}
      />
    )}
    {filters
      .filter(({ id, options }) => options.length > 1 || chosen[id] !== undefined)
      .map(({ id, options }) => (
        <Select
          key={id}
          name={id}
          label={say(`filter_${id}`)}
          value={chosen[id] === '' ? UNKNOWN : (chosen[id] ?? ALL)}
          options={[
            { value: ALL, label: say('filter_all') },
            ...inOrder(id, options).map(({ value, name, contacts }) => ({
              value: value ?? UNKNOWN,
              label: say('filter_value', { value: name, count: format.number(contacts) }),
            })),
          ]}
          onChange={(value) => {
            const { [id]: _, ...others } = chosen;
            choose(value === ALL ? others : { ...others, [id]: value === UNKNOWN ? '' : `${value}` });
          }}
        />
      ))}
    {children}
    {countedAt !== null && <Text variant="microcopy">{say('counted_at', { when: format.instant(countedAt) })}</Text>}
  </Flex>
);
