import { DescriptionList, DescriptionListItem, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { adviceOf, nextTouchOf, responseOf, whyOwed } from '../advice.ts';
import type { ScoredView } from '../contract.ts';
import { useTell } from '../tell.ts';

/** What to do now, and what is planned. */
export function NextStep({ view }: { readonly view: ScoredView }) {
  const tell = useTell();
  const { say } = tell;
  const response = responseOf(view, tell);
  return (
    <Flex direction="column" gap="xs">
      <Heading>{say('next')}</Heading>
      <Text format={{ fontWeight: 'demibold' }} testId="advice">
        {adviceOf(view, tell)}
      </Text>
      {response !== null && (
        <StatusTag variant={response.late ? 'danger' : 'default'} hollow={!response.late} testId="response">
          {response.text}
        </StatusTag>
      )}
      {response !== null && <Text testId="owed-for">{whyOwed(view, tell)}</Text>}
      <DescriptionList direction="row">
        <DescriptionListItem label={say('next_touch')}>
          <Text>{nextTouchOf(view, tell) ?? say('none_planned')}</Text>
        </DescriptionListItem>
        <DescriptionListItem label={say('owner')}>
          <Text>{view.next.owner === null ? say('nobody_yet') : say.told(view.next.owner)}</Text>
        </DescriptionListItem>
      </DescriptionList>
    </Flex>
  );
}
