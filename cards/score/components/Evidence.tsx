import { Accordion, Flex } from '@hubspot/ui-extensions';
import type { ScoredView } from '../contract.ts';
import { personaIn } from '../labels.ts';
import { Lines } from '../shared/Lines.tsx';
import { type Tell, useTell } from '../tell.ts';

/** Why Ripen names this persona, journey stage and product: an accordion for each. */
export function Evidence({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say } = tell;
  const { persona, journey, product } = view;
  const why = (what: string) => say('why', { what });
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ...(persona === null
      ? []
      : [
          [
            why(personaIn(persona, tell)),
            persona.attributes.map(({ label, weight, holds }) =>
              say(holds ? 'attribute_yes' : 'attribute_no', { attribute: label, weight }),
            ),
          ] as const,
        ]),
    ...(journey === null ? [] : [[why(say(journey.stage)), linesOf(journey.evidence, tell)] as const]),
    ...(product === null ? [] : [[why(product.label), linesOf(product.evidence, tell)] as const]),
  ];
  return (
    <Flex direction="column" gap="xs">
      {parts.map(([title, lines]) => (
        <Accordion key={title} title={title} size="xs">
          <Lines lines={[...new Set(lines)]} />
        </Accordion>
      ))}
    </Flex>
  );
}

type Evidenced = NonNullable<ScoredView['journey']>['evidence'];

const linesOf = (evidence: Evidenced, { say, dates }: Tell): string[] =>
  evidence.map(({ what, at }) => (at === null ? what : say('happened', { what, when: dates.ago(at) })));
