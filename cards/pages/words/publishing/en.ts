/** Publishing and what comes of it, in English: the other languages have exactly these keys. */
export const PUBLISHING_EN = {
  publish_when: 'When',
  publish_now: 'Now',
  publish_then: 'On a day that is to come',
  publish_day: 'Day',
  publish_time: 'Time ({zone})',
  publish_at: 'Publish exactly this then',
  publish_at_what:
    'The comparison is made again then. If more than one in ten contacts would move in another way, nothing is published, and you are asked again.',
  publication_waits: 'It is to be published on {when}',
  publication_refused: 'It was not published on {when}',
  publication_by: '{by}: {note}',
  publication_movers_one: '{count} contact would move.',
  publication_movers_other: '{count} contacts would move.',
  look_at_new: 'Look at the new comparison',
  do_not_publish: 'Do not publish',
  do_not_publish_what: 'Nothing is published then. The draft or the earlier version stays as it is.',
  edit_of: 'Edit of a draft, {when}, by {by}',
  rolling_out: 'Version {version} is being brought to the contacts',
  rollout_order:
    'First come those who become SQL; then those who cease to be SQL or get another owner; then other nurture tracks; then all others.',
  rollout_movers: 'Contacts that move',
  rollout_contacts: 'All contacts',
  rollout_calls: 'Calls to HubSpot: about {done} are made, and about {left} are to come.',
  rollout_done_at: 'At the pace so far it will be done on {when}.',
  rollout_no_pace: 'When it will be done is not known yet.',
  rollout_paused: '{by} paused it on {when}.',
  rollout_stopped: 'It is paused.',
  rollout_paused_what:
    'Contacts that it has not reached keep what HubSpot shows of them, until something happens to them or it goes on.',
  pause: 'Pause',
  go_on: 'Go on',
} as const;

export type PublishingWords = Readonly<Record<keyof typeof PUBLISHING_EN, string>>;
