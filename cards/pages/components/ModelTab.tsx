import { Alert, ErrorState, Flex, Heading, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useCallback, useEffect } from 'react';
import { askForModel } from '../ask-server.ts';
import type { ModelSeen } from '../contract.ts';
import type { ModelChange } from '../model-contract.ts';
import type { Format } from '../shared/format.ts';
import { useAnswer } from '../use-answer.ts';
import { useDesk } from '../use-desk.ts';
import { say, sayCounted } from '../words/words.ts';
import { AddRule } from './AddRule.tsx';
import { DraftBar } from './DraftBar.tsx';
import { Groups } from './Groups.tsx';
import { Refused } from './Refused.tsx';
import { Rules } from './Rules.tsx';
import { Thresholds } from './Thresholds.tsx';

/** While contacts are counted, the page looks again so often. */
const AGAIN_MS = 2_000;

type ModelTabProps = { readonly server: string; readonly format: Format };

/** The model in force: every rule with what it gives and for how many it holds. */
export function ModelTab({ server, format }: ModelTabProps) {
  const { view, problem, loading, look } = useAnswer(useCallback(() => askForModel(server), [server]));
  const desk = useDesk(server);
  const isCounting = view?.state === 'ok' && !view.use.isDone;
  useEffect(() => {
    if (!isCounting || loading) return;
    const timer = setTimeout(look, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isCounting, loading, look]);

  if (view === null || view.state !== 'ok')
    return problem === null ? (
      <LoadingSpinner label={say('loading_model')} showLabel layout="centered" size="md" />
    ) : (
      <ErrorState title={say('model_failed')} type="error">
        <Text>{say(`problem_${problem}`)}</Text>
        <LoadingButton loading={loading} onClick={look} testId="model-again">
          {say('try_again')}
        </LoadingButton>
      </ErrorState>
    );
  const { draft, mayEdit } = view;
  const save = mayEdit
    ? (changes: readonly ModelChange[]) =>
        desk.act(
          'change',
          { draft: draft && { draftId: draft.draftId, edit: draft.edit }, changes: [...changes] },
          look,
        )
    : null;
  const shared = { contacts: view.use.contacts, save, busy: desk.busy === 'change', format };
  return (
    <Flex direction="column" gap="md">
      <Refused desk={desk} />
      {draft !== null && <DraftBar draft={draft} desk={desk} look={look} />}
      {problem !== null && <Alert title={say(`problem_${problem}`)} variant="warning" />}
      <Text testId="use">{saidOfUse(view.use, format)}</Text>
      <Heading>{say('who_they_are')}</Heading>
      <Rules rules={view.rules.filter(({ kind }) => kind === 'explicit')} {...shared} />
      {save !== null && <AddRule model={view} desk={desk} save={save} format={format} />}
      <Heading>{say('what_they_do')}</Heading>
      <Rules rules={view.rules.filter(({ kind }) => kind === 'implicit')} {...shared} />
      <Groups groups={view.groups} save={save} busy={shared.busy} format={format} />
      <Thresholds gates={view.gates} grade={view.grade} save={save} busy={shared.busy} />
    </Flex>
  );
}

/** Of how many contacts the figures are, and of when. */
function saidOfUse({ at, isDone, contacts, waiting }: ModelSeen['use'], format: Format): string {
  if (!isDone) return say('counting', { count: format.number(contacts) });
  const counted = sayCounted('counted', contacts, { when: format.instant(at) });
  return waiting === 0 ? counted : `${counted} ${sayCounted('not_judged_yet', waiting)}`;
}
