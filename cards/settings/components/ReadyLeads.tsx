import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { counted, type Format } from '../format.ts';
import { say } from '../words/words.ts';
import { CountTable } from './CountTable.tsx';
import { Listed } from './Records.tsx';

/** Contacts that could be handed to sales though nobody has noticed, and why. */
export function ReadyLeads({ ready, format }: { readonly ready: Settings['ready']; readonly format: Format }) {
  if (ready.count === 0)
    return (
      <EmptyState title="No lead is ready" layout="vertical" imageName="target" imageWidth={120}>
        <Text>Contacts that sales could take before their score says so will be listed here.</Text>
      </EmptyState>
    );
  return (
    <Flex direction="column" gap="sm">
      <Text testId="ready-count">
        {`${counted(ready.count, 'contact', format)} could be handed to sales though the score does not say so yet. They are on the list "Ripen: ready".`}
      </Text>
      <CountTable what="Why they are ready" rows={ready.reasons} format={format} />
      <Listed
        listed={ready.contacts}
        count={ready.count}
        where={say('where_ready')}
        since={say('last_change')}
        format={format}
      />
    </Flex>
  );
}
