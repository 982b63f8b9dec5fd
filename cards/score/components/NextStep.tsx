import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { adviceOf, nextTouchOf, responseOf } from '../advice.ts';
import type { ScoredView } from '../contract.ts';
import type { Dates } from '../dates.ts';

/** What to do now, and what is planned. */
export function NextStep({ view, dates }: { readonly view: ScoredView; readonly dates: Dates }) {
  const touch = nextTouchOf(view, dates);
  const response = responseOf(view, dates);
  const { snoozedUntil, owner } = view.next;
  return (
    <Flex direction="column" gap="xs">
      <Heading>What to do next</Heading>
      <Text format={{ fontWeight: 'demibold' }} testId="advice">
        {adviceOf(view, dates)}
      </Text>
      {response !== null && (
        <StatusTag variant={response.late ? 'danger' : 'default'} hollow={!response.late} testId="response">
          {response.late ? `Overdue: ${response.text}` : response.text}
        </StatusTag>
      )}
      <DescriptionList direction="row">
        <DescriptionListItem label="Next touch">
          <Text>{touch ?? 'None planned'}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Owner">
          <Text>{owner ?? 'Nobody yet: assign an owner'}</Text>
        </DescriptionListItem>
        {snoozedUntil !== null && (
          <DescriptionListItem label="Snoozed until">
            <Text>{dates.day(snoozedUntil)}</Text>
          </DescriptionListItem>
        )}
      </DescriptionList>
    </Flex>
  );
}
