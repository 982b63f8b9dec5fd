import { Flex, Select, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askToDo } from '../../ask-server.ts';
import type { ModelDone } from '../../contracts/model-contract.ts';
import type { SeenKind } from '../../contracts/part-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { say, speech } from '../../words/words.ts';

type Told = Extract<ModelDone, { readonly outcome: 'names' }>;
type Name = Told['forms'][number];

type SeenNamesProps = {
  readonly server: string;
  readonly name: string;
  readonly kinds: readonly SeenKind[];
  /** parts of names, as they were entered */
  readonly texts: readonly string[];
  readonly take: (texts: string[]) => void;
};

const LISTED = 3;

/** The account's own forms and pages, to choose from, and what each text that stands there fits. */
export function SeenNames({ server, name, kinds, texts, take }: SeenNamesProps) {
  const told = useNames(server);
  if (told === null) return null;
  const names = kinds.flatMap((kind) => told[kind]).sort((a, b) => b.contacts - a.contacts);
  const unread = kinds.includes('forms') && told.formsAreRead === false && (
    <Text variant="microcopy">{say('forms_not_read')}</Text>
  );
  if (names.length === 0)
    return (
      <Flex direction="column" gap="xs">
        <Text variant="microcopy">{say(told.isDone ? 'no_names' : 'counting_names')}</Text>
        {unread}
      </Flex>
    );
  const entered = [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  return (
    <Flex direction="column" gap="xs">
      {entered.map((text) => (
        <Text key={text} variant="microcopy">
          {fitting(text, names)}
        </Text>
      ))}
      <Select
        name={`${name}.seen`}
        label={say('names_seen')}
        value=""
        options={names
          .filter((one) => !entered.includes(one.name))
          .map((one) => ({ label: counted(one), value: one.name }))}
        onChange={(chosen) => take([...entered, `${chosen}`])}
      />
      {unread}
    </Flex>
  );
}

const counted = ({ name, contacts }: Name): string =>
  say('value_and_count', { value: name, count: speech().number(contacts) });

/** As the engine reads it: a name that contains the text, in large letters or small ones. */
function fitting(text: string, names: readonly Name[]): string {
  const fit = names.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
  if (fit.length === 0) return say('fits_none', { text });
  const listed = fit.slice(0, LISTED).map(counted).join(', ');
  const more = fit.length - LISTED;
  return more > 0
    ? say('fits_more', { text, names: listed, count: speech().number(more) })
    : say('fits', { text, names: listed });
}

/** Forms and pages of the account; null: they are being asked for, or cannot be had. */
function useNames(server: string): Told | null {
  const { view } = useAnswer(
    useCallback(() => askToDo(server, 'names', {}), [server]),
    (answer) => answer.outcome === 'names' && !answer.isDone,
  );
  return view?.outcome === 'names' ? view : null;
}
