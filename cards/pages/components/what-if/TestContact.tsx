import { Flex, Heading, Input, Link, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ModelDone } from '../../contracts/model-contract.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { Refused } from '../Refused.tsx';
import { Explain } from './Explain.tsx';

type TestContactProps = { readonly draftId: string; readonly server: string; readonly format: Format };

type Found = Extract<ModelDone, { readonly outcome: 'found' }>['contacts'];

const SHORTEST = 2;

/** The draft tested on one contact that a person names. */
export function TestContact({ draftId, server, format }: TestContactProps) {
  const desk = useDesk(server);
  const [text, setText] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  return (
    <Flex direction="column" gap="sm">
      <Heading>{say('test_on_one')}</Heading>
      <Flex direction="row" gap="sm" align="end" wrap>
        <Input name="find" label={say('name_or_address')} value={text} onChange={setText} />
        <LoadingButton
          size="xs"
          variant="secondary"
          loading={desk.busy === 'find'}
          disabled={text.trim().length < SHORTEST}
          testId="find"
          onClick={() =>
            desk.act('find', { text: text.trim() }, (done) => {
              if (done.outcome === 'found') setFound(done.contacts);
            })
          }
        >
          {say('find')}
        </LoadingButton>
      </Flex>
      {desk.last === 'find' && <Refused desk={desk} />}
      {found?.length === 0 && <Text testId="found-nobody">{say('found_nobody')}</Text>}
      {found?.map(({ id, url, name, company }) => (
        <Flex key={id} direction="row" gap="sm" align="center" wrap>
          <Link href={url}>{name ?? say('nameless', { id })}</Link>
          {company !== '' && <Text>{company}</Text>}
          <Explain of={{ draftId, contactId: id }} name={name ?? say('nameless', { id })} desk={desk} format={format} />
        </Flex>
      ))}
    </Flex>
  );
}
