import type { PublishingWords } from './en.ts';

export const PUBLISHING_ES: PublishingWords = {
  publish_when: 'Cuándo',
  publish_now: 'Ahora',
  publish_then: 'Un día que está por venir',
  publish_day: 'Día',
  publish_time: 'Hora ({zone})',
  publish_at: 'Publicar exactamente esto entonces',
  publish_at_what:
    'La comparación se hace otra vez entonces. Si más de uno de cada diez contactos se moviera de otra manera, no se publica nada y se le pregunta de nuevo.',
  publication_waits: 'Se publicará el {when}',
  publication_refused: 'No se publicó el {when}',
  publication_by: '{by}: {note}',
  publication_movers_one: '{count} contacto se movería.',
  publication_movers_other: '{count} contactos se moverían.',
  look_at_new: 'Ver la nueva comparación',
  do_not_publish: 'No publicar',
  do_not_publish_what: 'Entonces no se publica nada. El borrador o la versión anterior queda como está.',
  edit_of: 'Cambio en un borrador, {when}, por {by}',
  rolling_out: 'La versión {version} está llegando a los contactos',
  rollout_order:
    'Primero, los que pasan a SQL; después, los que dejan de serlo o cambian de propietario; después, otros programas; después, todos los demás.',
  rollout_movers: 'Contactos que se mueven',
  rollout_contacts: 'Todos los contactos',
  rollout_calls: 'Llamadas a HubSpot: unas {done} hechas y unas {left} por hacer.',
  rollout_done_at: 'A este ritmo terminará el {when}.',
  rollout_no_pace: 'Aún no se sabe cuándo terminará.',
  rollout_paused: '{by} lo puso en pausa el {when}.',
  rollout_stopped: 'Está en pausa.',
  rollout_paused_what:
    'Los contactos a los que no ha llegado conservan lo que HubSpot muestra de ellos, hasta que les ocurra algo o se reanude.',
  pause: 'Poner en pausa',
  go_on: 'Reanudar',
};
