import { Accordion, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useCallback } from 'react';
import { askForVersions } from '../../ask-server.ts';
import type { VersionsView } from '../../contracts/model-contract.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useDesk } from '../../hooks/use-desk.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';
import { NoAnswer } from '../NoAnswer.tsx';
import { Refused } from '../Refused.tsx';
import { Ramp } from './ForWhom.tsx';
import { Publication } from './Publication.tsx';
import { RollOut } from './RollOut.tsx';
import { Trial } from './Trial.tsx';

type VersionsTabProps = {
  readonly server: string;
  readonly format: Format;
  /** the version that is open beside the one in force; null: none */
  readonly open: string | null;
  /** shows what taking up an earlier version would change */
  readonly planned: (planId: string) => void;
};

/** Every version: what it changed, who published it, why, what it moved, and the way back. */
export function VersionsTab({ server, format, open, planned }: VersionsTabProps) {
  const { view, problem, loading, reload } = useAnswer(
    useCallback(() => askForVersions(server), [server]),
    ({ rollout }) => rollout !== undefined && rollout.paused === null,
  );
  const desk = useDesk(server);
  if (view === null)
    return <NoAnswer {...{ problem, loading, reload }} words={{ waiting: 'loading_model', failed: 'model_failed' }} />;
  return (
    <Flex direction="column" gap="sm">
      <Refused desk={desk} />
      {view.publication !== undefined && (
        <Publication
          publication={view.publication}
          timeZone={view.timeZone ?? 'UTC'}
          mayEdit={view.mayEdit === true}
          {...{ format, desk, planned }}
          dropped={reload}
        />
      )}
      {view.trial !== undefined && (
        <Trial
          key={view.trial.since + view.trial.version}
          trial={view.trial}
          people={view}
          mayEdit={view.mayEdit === true}
          compare={(wish) =>
            desk.act('compare', wish, (done) => {
              if (done.outcome === 'begun') planned(done.planId);
            })
          }
          {...{ format, desk }}
        />
      )}
      {view.rollout !== undefined && (
        <RollOut rollout={view.rollout} mayEdit={view.mayEdit === true} {...{ format, desk, reload }} />
      )}
      {view.versions.map((one) => (
        <Accordion
          key={one.version}
          title={titleOf(one, format)}
          size="sm"
          defaultOpen={one.inForce || `${one.version}` === open}
        >
          <Flex direction="column" gap="xs">
            {one.version === 1 && one.differences.length === 0 && <Text>{say('first_version')}</Text>}
            {one.note !== '' && <Text format={{ italic: true }}>{one.note}</Text>}
            {one.ramp !== undefined && <Ramp ramp={one.ramp} format={format} />}
            {one.differences.length > 0 && (
              <List variant="unordered">
                {one.differences.map((sentence) => (
                  <Text key={sentence}>{sentence}</Text>
                ))}
              </List>
            )}
            {one.moved !== null && (
              <Text>
                {say('it_moved', {
                  movers: format.number(one.moved.movers),
                  newSqls: format.number(one.moved.newSqls),
                  lostSqls: format.number(one.moved.lostSqls),
                })}
              </Text>
            )}
            {!one.inForce && (
              <LoadingButton
                size="xs"
                variant="secondary"
                loading={desk.busy === 'compare'}
                onClick={() =>
                  desk.act('compare', { backTo: one.version }, (done) => {
                    if (done.outcome === 'begun') planned(done.planId);
                  })
                }
                testId={`back-${one.version}`}
              >
                {say('roll_back', { version: one.version })}
              </LoadingButton>
            )}
          </Flex>
        </Accordion>
      ))}
    </Flex>
  );
}

function titleOf({ version, at, by, inForce, backTo }: VersionsView['versions'][number], format: Format): string {
  const published = say('version_of', { version, when: format.instant(at), by: by ?? 'Ripen' });
  const what = backTo === null ? published : `${published} ${say('takes_up', { version: backTo })}`;
  return inForce ? `${what} ${say('is_in_force')}` : what;
}
