import { List, Text } from '@hubspot/ui-extensions';

type LinesProps = { readonly lines: readonly string[]; readonly testId?: string };

/** Sentences as a list. Two may say the same, so each is known by its place. */
export const Lines = ({ lines, testId }: LinesProps) => (
  <List variant="unordered-styled" {...(testId !== undefined && { testId })}>
    {lines.map((line, place) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a line has no state that could move with it.
      <Text key={place}>{line}</Text>
    ))}
  </List>
);
