import { DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { handBackReason } from '../advice.ts';
import type { ScoredView } from '../contract.ts';
import { personaIn } from '../labels.ts';
import { type Tell, useTell } from '../tell.ts';

/** Where the contact stands: segment, track, persona, journey. */
export function Standing({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say, dates } = tell;
  const { segment, persona, journey, product, awareness, clock, handedBack, relation } = view;
  const facts: readonly (readonly [string, string | null])[] = [
    [say('relation'), relation === 'prospect' ? null : say(relation)],
    [say('dormant'), segment === null ? null : segmentIn(segment, tell)],
    [say('track'), trackIn(view, tell)],
    [say('persona'), persona === null ? null : personaIn(persona, tell)],
    [say('journey'), journey === null ? null : say(journey.stage)],
    [say('interested_in'), product?.label ?? null],
    [
      say('brand_awareness'),
      awareness === undefined ? null : say(`aware_${awareness.degree}`, { days: awareness.days, ways: awareness.ways }),
    ],
    [say('clock'), clock === undefined ? null : clockIn(clock, tell)],
    [
      say('handed_back'),
      handedBack === null
        ? null
        : say('happened', { what: handBackReason(handedBack, say), when: dates.ago(handedBack.at) }),
    ],
  ];
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('standing')}</Heading>
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

const trackIn = ({ track, leftOut }: ScoredView, { say }: Tell): string =>
  leftOut === undefined ? say(`track_${track}`) : say('left_out', { track: say(`track_${leftOut}`) });

function clockIn({ from, timeZone, hoursAhead = 0 }: NonNullable<ScoredView['clock']>, { say }: Tell): string {
  if (timeZone === null) return say('clock_account');
  if (hoursAhead > 0) return say('clock_country_zones', { zone: timeZone, hours: say.number(hoursAhead) });
  return say(`clock_${from}_zone`, { zone: timeZone });
}

const segmentIn = ({ is, since }: NonNullable<ScoredView['segment']>, { say, dates }: Tell): string =>
  since === null ? say(is) : say('dormant_since', { what: say(is), when: dates.when(since) });
