import { Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import type { Format } from '../format.ts';

type NeedsAttentionProps = { readonly items: NonNullable<Settings['attention']>; readonly format: Format };

/** What Ripen could not do in this account: how often, since when, and what helps. */
export const NeedsAttention = ({ items, format }: NeedsAttentionProps) => (
  <Flex direction="column" gap="sm">
    <Text>Ripen could not do the following in this account, and goes on trying. Everything else is up to date.</Text>
    {items.map(({ sentence, toDo, count, since }) => (
      <Alert key={`${sentence} ${since}`} title={sentence} variant="warning">
        {`${format.number(count)} affected, since ${format.day(since)}. ${toDo}`}
      </Alert>
    ))}
  </Flex>
);
