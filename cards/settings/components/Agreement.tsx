import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import type { Settings } from '../contract.ts';
import { Lines } from '../shared/Lines.tsx';
import { say } from '../words/words.ts';

/** The agreement of marketing and sales. Every number in it is the one that the engine uses. */
export const Agreement = ({ sections }: { readonly sections: Settings['agreement'] }) => (
  <Flex direction="column" gap="md">
    <Text>{say('agreement_what')}</Text>
    {sections.map(({ title, sentences }) => (
      <Flex key={title} direction="column" gap="xs">
        <Heading>{title}</Heading>
        <Lines lines={sentences} />
      </Flex>
    ))}
  </Flex>
);
