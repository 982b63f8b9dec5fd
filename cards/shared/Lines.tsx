import { List, Text } from '@hubspot/ui-extensions';

type LinesProps = { readonly lines: readonly string[]; readonly testId?: string };

/** Sentences as a list. Two may be equal, so the place of a line is its key. */
export const Lines = ({ lines, testId }: LinesProps) => (
  <List variant="unordered-styled" {...(testId !== undefined && { testId })}>
    {lines.map((line, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has no state that could move with it.
      <Text key={place}>{line}</Text>
    ))}
  </List>
);
