import { Divider, Flex, Heading, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { CountTable } from '../shared/CountTable.tsx';
import type { Format } from '../shared/format.ts';
import { Lines } from '../shared/Lines.tsx';
import type { SettingsState } from '../use-settings.ts';
import { say, sayCounted, told } from '../words/words.ts';

type Shown = NonNullable<Settings['segments']>;
type Kind = Shown['kinds'][number];

type SegmentsProps = Pick<SettingsState, 'busy' | 'result'> & {
  readonly segments: Shown;
  readonly makeLists: (by: Kind['kind']) => void;
  readonly format: Format;
};

/** Values shown of each kind. HubSpot shows the rest, by the property. */
const SHOWN_VALUES = 20;

/** Who the contacts are, what they look at, and which owners get them. */
export const Segments = ({ segments, makeLists, busy, result, format }: SegmentsProps) => (
  <Flex direction="column" gap="md">
    <Text>{say('segments_what')}</Text>
    {segments.countedAt !== undefined && (
      <Text variant="microcopy">{say('counted_at', { when: format.instant(segments.countedAt) })}</Text>
    )}
    {result?.action === 'lists' && <Text testId="lists-asked">{result.sentence}</Text>}
    {segments.kinds.map((segment) => (
      <Flex key={segment.kind} direction="column" gap="sm">
        <Heading>{say(`by_${segment.kind}`)}</Heading>
        <Values what={say(segment.kind)} values={segment.values} format={format} />
        <ListsOf segment={segment} makeLists={makeLists} isBusy={busy === 'lists'} format={format} />
        <Divider />
      </Flex>
    ))}
    <Heading>{say('product_interest')}</Heading>
    {segments.hasProducts ? (
      <Values what={say('product')} values={segments.products} format={format} />
    ) : (
      <Text>{say('no_products')}</Text>
    )}
    <Divider />
    <Heading>{say('territories')}</Heading>
    {segments.territories.length === 0 ? (
      <Text>{say('no_territories')}</Text>
    ) : (
      segments.territories.map(({ label, owners }) => (
        <Flex key={label} direction="column" gap="xs">
          <Text format={{ fontWeight: 'demibold' }}>{label}</Text>
          <Lines
            lines={owners.map(({ name, share, capacity }) =>
              say(capacity === null ? 'owner_share' : 'owner_share_at_most', {
                name: told(name),
                share: format.number(share),
                ...(capacity !== null && { capacity: format.number(capacity) }),
              }),
            )}
          />
        </Flex>
      ))
    )}
  </Flex>
);

type ValuesProps = {
  readonly what: string;
  readonly values: Kind['values'];
  readonly format: Format;
};

const Values = ({ what, values, format }: ValuesProps) =>
  values.length === 0 ? (
    <Text>{say('none_known')}</Text>
  ) : (
    <>
      <CountTable columns={[what, say('how_many')]} rows={values.slice(0, SHOWN_VALUES)} format={format} />
      {values.length > SHOWN_VALUES && (
        <Text variant="microcopy">{sayCounted('more_values', values.length - SHOWN_VALUES)}</Text>
      )}
    </>
  );

type ListsOfProps = Pick<SegmentsProps, 'makeLists' | 'format'> & {
  readonly segment: Kind;
  readonly isBusy: boolean;
};

/** Whether HubSpot has lists by this kind of value, and the button that makes them. */
function ListsOf({ segment: { kind, values, lists }, makeLists, isBusy }: ListsOfProps) {
  if (lists.state === 'no_property') return <Text>{say('no_property')}</Text>;
  if (lists.state === 'making') return <Text>{say('lists_asked')}</Text>;
  if (values.length === 0 && lists.state === 'not_asked') return null;
  return (
    <Flex direction="column" gap="xs">
      {lists.state === 'made' && <Text>{sayCounted('lists_made', lists.count)}</Text>}
      {lists.state === 'made' && lists.problems.length > 0 && <Lines lines={lists.problems} />}
      <Flex direction="row">
        <LoadingButton size="sm" loading={isBusy} onClick={() => makeLists(kind)} testId={`lists-${kind}`}>
          {say(lists.state === 'made' ? 'make_lists_again' : 'make_lists')}
        </LoadingButton>
      </Flex>
    </Flex>
  );
}
