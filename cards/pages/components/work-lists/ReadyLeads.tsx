import { EmptyState, Flex, Text } from '@hubspot/ui-extensions';
import type { AccountView } from '../../shared/account/view.ts';
import { CountTable } from '../../shared/CountTable.tsx';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { Listed } from './Records.tsx';

/** Contacts that could be handed to sales though nobody has noticed, and why. */
export function ReadyLeads({ ready, format }: { readonly ready: AccountView['ready']; readonly format: Format }) {
  if (ready.count === 0)
    return (
      <EmptyState title={say('none_ready')} layout="vertical" imageName="target" imageWidth={120}>
        <Text>{say('none_ready_what')}</Text>
      </EmptyState>
    );
  return (
    <Flex direction="column" gap="sm">
      <Text testId="ready-count">{sayCounted('ready', ready.count)}</Text>
      <CountTable columns={[say('why_ready'), say('how_many')]} rows={ready.reasons} format={format} />
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
