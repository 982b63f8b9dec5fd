import { DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';
import { HAND_BACK_REASONS, JOURNEY_STAGES, RELATIONS, SEGMENTS, TRACKS } from '../labels.ts';

/** Where the contact stands: segment, programme, persona, journey. */
export function Standing({ view, dates }: { readonly view: ScoredView; readonly dates: Dates }) {
  const { segment, persona, journey, product, handedBack, relation } = view;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Relation', relation === 'prospect' ? null : RELATIONS[relation]],
    ['Dormant', segment === null ? null : since(SEGMENTS[segment.is], segment.since, dates)],
    ['Programme', TRACKS[view.track]],
    ['Buyer persona', persona === null ? null : `${persona.label}, ${persona.match} % match`],
    ['Buying journey', journey === null ? null : JOURNEY_STAGES[journey.stage]],
    ['Interested in', product?.label ?? null],
    [
      'Handed back',
      handedBack === null
        ? null
        : [
            dates.day(handedBack.at),
            handedBack.kind === null ? null : HAND_BACK_REASONS[handedBack.kind],
            handedBack.reason,
          ]
            .filter((part) => part !== null)
            .join(': '),
    ],
  ];
  return (
    <Flex direction="column" gap="xs">
      <Heading>Where they stand</Heading>
      <DescriptionList direction="row">
        {facts.flatMap(([label, text]) =>
          text === null
            ? []
            : [
                <DescriptionListItem key={label} label={label}>
                  <Text>{text}</Text>
                </DescriptionListItem>,
              ],
        )}
      </DescriptionList>
    </Flex>
  );
}

const since = (what: string, instant: number | null, dates: Dates): string =>
  instant === null ? what : `${what} since ${dates.day(instant)}`;
