import { Alert, Flex, Heading, List, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForModel } from '../../ask-server.ts';
import type { ModelSeen } from '../../contracts/contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say, sayCounted } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Refused } from '../Refused.tsx';
import { DraftBar } from './DraftBar.tsx';
import { OtherDrafts } from './OtherDrafts.tsx';
import { PartEditor } from './PartEditor.tsx';
import { Rules } from './Rules.tsx';

type ModelTabProps = {
  readonly server: string;
  readonly format: Format;
  /** the draft that is looked at; null: the one that was edited last */
  readonly draftId: string | null;
  readonly setDraft: (draftId: string) => void;
};

/** The model in force: every rule with what it gives and for how many it holds. */
export function ModelTab({ server, format, draftId, setDraft }: ModelTabProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForModel(server, draftId), [server, draftId]),
    (seen) => seen.state === 'ok' && !seen.use.isDone,
  );
  const desk = useDesk(server);

  if (view === null || view.state !== 'ok')
    return <NoAnswer {...{ problem, loading, reload }} words={{ waiting: 'loading_model', failed: 'model_failed' }} />;
  const { draft, mayEdit } = view;
  const shared = { model: view, server, desk, reload, format };
  return (
    <Flex direction="column" gap="md">
      <Refused desk={desk} />
      {!mayEdit && <Alert title={view.onlyReads ?? say('only_read')} variant="info" />}
      {view.warnings !== undefined && (
        <Alert title={say('attention')} variant="warning">
          <List variant="unordered">
            {view.warnings.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
        </Alert>
      )}
      {draft !== null && <DraftBar draft={draft} desk={desk} format={format} reload={reload} />}
      <OtherDrafts others={view.others ?? []} setDraft={setDraft} format={format} />
      {problem !== null && <Alert title={say(`problem_${problem}`)} variant="warning" />}
      <Text testId="use">{saidOfUse(view.use, format)}</Text>
      <Heading>{say('who_they_are')}</Heading>
      <Rules kind="explicit" {...shared} />
      <Heading>{say('what_they_do')}</Heading>
      <Rules kind="implicit" {...shared} />
      <Heading>{say('other_parts')}</Heading>
      {view.parts.map((part) => (
        <PartEditor key={part.id} server={server} part={part} draftId={draft?.draftId ?? null} saved={reload} />
      ))}
    </Flex>
  );
}

/** Of how many contacts the figures are, and of when. */
function saidOfUse({ at, isDone, contacts, waiting }: ModelSeen['use'], format: Format): string {
  if (!isDone) return say('counting', { count: format.number(contacts) });
  const counted = sayCounted('counted', contacts, { when: format.instant(at) });
  return waiting === 0 ? counted : `${counted} ${sayCounted('not_judged_yet', waiting)}`;
}
