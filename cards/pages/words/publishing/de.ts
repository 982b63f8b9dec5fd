import type { PublishingWords } from './en.ts';

export const PUBLISHING_DE: PublishingWords = {
  publish_when: 'Wann',
  publish_now: 'Jetzt',
  publish_then: 'An einem späteren Tag',
  publish_day: 'Tag',
  publish_time: 'Uhrzeit ({zone})',
  publish_at: 'Genau das dann veröffentlichen',
  publish_at_what:
    'Der Vergleich wird dann noch einmal gemacht. Würde sich mehr als einer von zehn Kontakten anders bewegen, wird nichts veröffentlicht, und Sie werden noch einmal gefragt.',
  publication_waits: 'Wird am {when} veröffentlicht',
  publication_refused: 'Wurde am {when} nicht veröffentlicht',
  publication_by: '{by}: {note}',
  publication_movers_one: '{count} Kontakt würde sich bewegen.',
  publication_movers_other: '{count} Kontakte würden sich bewegen.',
  look_at_new: 'Den neuen Vergleich ansehen',
  do_not_publish: 'Nicht veröffentlichen',
  do_not_publish_what: 'Dann wird nichts veröffentlicht. Der Entwurf oder die frühere Version bleibt, wie sie ist.',
  edit_of: 'Änderung in einem Entwurf, {when}, von {by}',
  rolling_out: 'Version {version} wird zu den Kontakten gebracht',
  rollout_order:
    'Zuerst kommen die, die SQL werden; dann die, die nicht mehr SQL sind oder andere Zuständige bekommen; dann andere Programme; dann alle übrigen.',
  rollout_movers: 'Kontakte, die sich bewegen',
  rollout_contacts: 'Alle Kontakte',
  rollout_calls: 'Aufrufe an HubSpot: etwa {done} sind gemacht, etwa {left} kommen noch.',
  rollout_done_at: 'In diesem Tempo ist es am {when} fertig.',
  rollout_no_pace: 'Wann es fertig ist, steht noch nicht fest.',
  rollout_paused: '{by} hat es am {when} angehalten.',
  rollout_stopped: 'Es ist angehalten.',
  rollout_paused_what:
    'Kontakte, zu denen es noch nicht gekommen ist, behalten, was HubSpot von ihnen zeigt, bis etwas mit ihnen geschieht oder es weitergeht.',
  pause: 'Anhalten',
  go_on: 'Weiter',
};
