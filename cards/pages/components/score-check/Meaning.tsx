import { Accordion, Text } from '@hubspot/ui-extensions';
import { say } from '../../words/words.ts';

/** What a number means, one click away. */
export const Meaning = ({ children }: { readonly children: string }) => (
  <Accordion title={say('check_meaning')} size="xs">
    <Text>{children}</Text>
  </Accordion>
);
