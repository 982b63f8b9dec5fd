import { Flex, MultiSelect, NumberInput, Select, Text } from '@hubspot/ui-extensions';
import type { RampSeen, RampWish, VersionsView } from '../../contracts/model-contract.ts';
import type { Format } from '../../shared/format.ts';
import { say } from '../../words/words.ts';

/** What a person chooses: null is everybody. */
export type Chosen = { readonly share: number; readonly owners: readonly string[] } | null;

export const wishOf = (chosen: Chosen): RampWish | null =>
  chosen === null ? null : { share: chosen.share, owners: [...chosen.owners] };

const TRIED: NonNullable<Chosen> = { share: 10, owners: [] };

type ForWhomProps = {
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** who is there, by name */
  readonly people: Pick<VersionsView, 'owners' | 'teams'>;
  /** whether all is one of the choices */
  readonly orAll: boolean;
};

/** For whom a version is to hold: for all, or for a share of new contacts and whole teams. */
export const ForWhom = ({ chosen, choose, people: { owners = [], teams = [] }, orAll }: ForWhomProps) => (
  <Flex direction="row" gap="sm" align="end" wrap>
    {orAll && (
      <Select
        name="for-whom"
        label={say('for_whom')}
        value={chosen === null ? 'all' : 'part'}
        options={[
          { label: say('for_all'), value: 'all' },
          { label: say('for_part'), value: 'part' },
        ]}
        onChange={(value) => choose(value === 'part' ? TRIED : null)}
      />
    )}
    {chosen !== null && (
      <>
        <NumberInput
          name="share"
          label={say('ramp_share_label')}
          min={0}
          max={100}
          value={chosen.share}
          onChange={(share) => choose({ ...chosen, share: Math.min(100, Math.max(0, share || 0)) })}
        />
        {teams.length > 0 && (
          <MultiSelect
            name="teams"
            label={say('ramp_teams')}
            options={teams.map(({ name }) => ({ label: name, value: name }))}
            value={teams
              .filter((team) => team.owners.every((id) => chosen.owners.includes(id)))
              .map(({ name }) => name)}
            onChange={(names) => choose({ ...chosen, owners: withTeams(teams, chosen.owners, names) })}
          />
        )}
        <MultiSelect
          name="owners"
          label={say('ramp_owners_label')}
          options={owners.map(({ id, name }) => ({ label: name, value: id }))}
          value={[...chosen.owners]}
          onChange={(ids) => choose({ ...chosen, owners: ids.map(String) })}
        />
      </>
    )}
  </Flex>
);

/** The owners chosen, when just these teams are to be whole. */
function withTeams(
  teams: NonNullable<VersionsView['teams']>,
  chosen: readonly string[],
  names: readonly (string | number | boolean)[],
): readonly string[] {
  const wasWhole = teams.filter(({ owners }) => owners.every((id) => chosen.includes(id)));
  const left = wasWhole.filter(({ name }) => !names.includes(name)).flatMap(({ owners }) => owners);
  const whole = teams.filter(({ name }) => names.includes(name)).flatMap(({ owners }) => owners);
  return [...new Set([...chosen.filter((id) => !left.includes(id)), ...whole])];
}

/** `It holds for 20 % of the contacts that come from now on; version 3 judges all others.` */
function rampSentence({ share, owners, from }: RampSeen, format: Format): string {
  const parts = [
    ...(share === 0 ? [] : [say('ramp_share', { share: format.number(share) })]),
    ...(owners.length === 0 ? [] : [say('ramp_owners', { owners: owners.join(', ') })]),
  ];
  return say('ramp_holds', { whom: parts.join(' + '), from });
}

/** The same, as a line of its own. */
export const Ramp = ({ ramp, format }: { readonly ramp: RampSeen; readonly format: Format }) => (
  <Text>{rampSentence(ramp, format)}</Text>
);
