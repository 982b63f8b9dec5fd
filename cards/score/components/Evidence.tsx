import { Accordion, Flex, List, Text } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { JOURNEY_STAGES } from '../labels.ts';

/** What the judgements rest on, one after the other and only on demand. */
export function Evidence({ view }: { readonly view: ScoredView }) {
  const { persona, journey, product, conversion } = view;
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ...(persona === null
      ? []
      : [[`Why ${persona.label}, ${persona.match} % match`, persona.attributes.map(attribute)] as const]),
    ...(journey === null ? [] : [[`Why ${JOURNEY_STAGES[journey.stage].toLowerCase()}`, journey.evidence] as const]),
    ...(product === null ? [] : [[`Why interested in ${product.label}`, product.evidence] as const]),
    ...(conversion === null ? [] : [['Leads like this', [conversion.shared, conversion.workings]] as const]),
  ];
  return (
    <Flex direction="column" gap="xs">
      {parts.map(([title, lines]) => (
        <Accordion key={title} title={title} size="xs">
          <List variant="unordered-styled">
            {[...new Set(lines)].map((line) => (
              <Text key={line}>{line}</Text>
            ))}
          </List>
        </Accordion>
      ))}
    </Flex>
  );
}

const attribute = ({ label, weight, holds }: NonNullable<ScoredView['persona']>['attributes'][number]): string =>
  `${holds ? 'Yes' : 'No'}: ${label} (weight ${weight})`;
