import { Alert, List, Text } from '@hubspot/ui-extensions';
import type { Desk } from '../hooks/use-desk.ts';
import { say } from '../words/words.ts';

/** Why the last thing was not done. */
export const Refused = ({ desk }: { readonly desk: Desk }) =>
  desk.refused.length === 0 ? null : (
    <Alert title={say('not_done')} variant="danger">
      {desk.refused.length === 1 ? (
        desk.refused[0]
      ) : (
        <List variant="unordered">
          {desk.refused.map((sentence) => (
            <Text key={sentence}>{sentence}</Text>
          ))}
        </List>
      )}
    </Alert>
  );
