import type { ToldWords } from './en.ts';

export const TOLD_ES: ToldWords = {
  opted_out: 'Se dio de baja del correo',
  bounced: 'El correo rebotó de forma definitiva',
  bad_address: 'HubSpot sabe que la dirección es incorrecta',
  quarantined: 'HubSpot puso la dirección en cuarentena',
  silent: 'Nunca cualificado y en silencio',
  mail_invalid: 'La dirección de correo no está escrita como tal.',
  mail_bounced: 'La dirección de correo rebotó de forma definitiva.',
  mail_bad: 'HubSpot sabe que la dirección de correo es incorrecta.',
  mail_none: 'No hay dirección de correo.',
  mail_disposable: 'La dirección de correo es desechable.',
  mail_test: 'La dirección de correo es de las que se usan para pruebas.',
  mail_quarantined: 'HubSpot tiene la dirección de correo en cuarentena.',
  name_test: 'El nombre es de los que se usan para pruebas.',
  odd_mash: 'Parece escrito al azar: {field}.',
  odd_test: 'Como para una prueba: {field}.',
  odd_digits: 'Formado por cifras: {field}.',
  odd_advertising: 'Parece publicidad: {field}.',
  no_digits: 'Sin cifras: {field}.',
  too_short: 'Demasiado corto: {field}.',
  too_long: 'Demasiado largo: {field}.',
  no_country: 'No pertenece a ningún país: {field}.',
  wrong_count: 'Número de cifras incorrecto para el país: {field}.',
  made_up: 'Inventado (una cifra repetida o cifras seguidas): {field}.',
  first_name: 'nombre',
  last_name: 'apellido',
  company: 'empresa',
  phone_number: 'número de teléfono',
  mobile_number: 'número de móvil',
  duplicate:
    'Un contacto más antiguo ({id}) tiene la misma dirección de correo, o el mismo nombre y número de teléfono.',
  burst: 'Es uno de {count} o más contactos que llegaron por un formulario en el mismo segundo.',
  wait_stage_empty:
    'Una regla de la cuenta no acepta la etapa del ciclo de vida {value} mientras {names} esté vacío. Complételo; Ripen la escribirá después por sí mismo.',
  wait_owner_empty:
    'Una regla de la cuenta no acepta el propietario mientras {names} esté vacío. Complételo; Ripen lo escribirá después por sí mismo.',
  wait_stage:
    'Una regla de la cuenta no acepta la etapa del ciclo de vida {value} ({code}). Ripen lo intenta de nuevo por sí mismo.',
  wait_owner: 'Una regla de la cuenta no acepta el propietario ({code}). Ripen lo intenta de nuevo por sí mismo.',
  disconnected:
    'Ripen está desconectado de esta cuenta: instálelo de nuevo. Sus datos quedan sellados {days} días y después se borran.',
  grant_lost:
    'HubSpot se niega a renovar el acceso de Ripen a esta cuenta. Ripen vuelve a comprobarlo por sí mismo; instalarlo de nuevo lo arregla al instante.',
  superseded: 'No se hizo antes del siguiente',
  hold_out_ended: 'La prueba de un programa ha terminado por sí sola: a los apartados les iba peor',
  hold_out_ended_to_do: 'Ahora todos están en el programa. Véase en Análisis, «¿Sirve de algo el nurturing?».',
  left_out: 'El contacto está apartado a propósito de este programa, para ver qué hace el programa',
  left_track: 'El contacto ya no está en este programa',
  left_alone: 'Hay que dejar en paz al contacto: {why}',
  paused: 'El contacto está en pausa',
  no_address: 'El contacto no tiene dirección de correo',
  not_marketing: 'El contacto no es de marketing, por eso HubSpot no envía correo de marketing',
  ineligible: 'HubSpot considera que el contacto no es apto para correo de marketing',
  no_workflow: 'Ningún workflow de la cuenta envió un correo a los contactos de la lista «Ripen: due»',
  rule_empty: 'Una regla de la cuenta rechaza mientras {names} esté vacío: {what} ({code}).',
  rule: 'Una regla de la cuenta rechaza: {what} ({code}).',
  a_stage: 'la etapa del ciclo de vida {value}',
  the_stage: 'la etapa del ciclo de vida',
  the_owner: 'el propietario de un contacto',
  new_tasks: 'tareas nuevas',
  fill_in:
    'Complete {names} en estos contactos, o cambie la regla en la configuración de esta propiedad. Las puntuaciones se escriben igualmente; Ripen lo intenta de nuevo por sí mismo.',
  change_rule:
    'Cambie la regla en la configuración de la cuenta para que una aplicación pueda escribir: {what}. Las puntuaciones se escriben igualmente; Ripen lo intenta una vez al día.',
  tasks: 'tareas',
  contacts: 'contactos',
  nobodys: 'Hay leads o tareas a la espera de ventas que no son de nadie.',
  nobodys_not_set:
    'Asigne a cada uno un propietario en HubSpot, y elija un propietario alternativo en la página de Ripen, en «Configuración».',
  nobodys_gone:
    'Asigne a cada uno un propietario en HubSpot. El propietario alternativo de su modelo no está en esta cuenta: indique otro.',
  nobodys_set: 'El propietario alternativo de su modelo recibe cada uno cuando vence la respuesta.',
  dead_letter_hubspot: '{what}: HubSpot no entregó lo que Ripen pidió ({code}).',
  dead_letter_writing: '{what}: HubSpot rechazó lo que Ripen envió ({code}).',
  dead_letter_evaluation: '{what}: el modelo no pudo puntuarlos ({code}).',
  dead_letter_program: '{what}: Ripen falló en ello ({code}).',
  dead_letter: '{what} ({code}).',
  job_provision: 'No se pudo preparar la cuenta',
  job_backfill: 'No se pudieron leer los contactos de la cuenta',
  job_sweep: 'No se pudo comprobar si se perdieron cambios de contactos',
  job_reconcile: 'No se pudo consultar el comportamiento de los contactos',
  job_merge: 'No se pudo seguir una fusión de contactos',
  job_deal: 'No se pudo seguir un negocio modificado',
  job_company: 'No se pudo seguir una empresa modificada',
  job_tasks: 'No se pudo ver qué tareas están hechas',
  job_histories: 'No se pudo leer el pasado de los contactos para una mirada atrás',
  job_segment_lists: 'No se pudieron crear las listas por segmento',
  job_chances: 'No se pudo aprender cuántos leads compran',
  job_learn: 'No se pudo aprender ningún borrador del pasado',
  job_rollout: 'La nueva versión del modelo no ha llegado a todos los contactos',
  job_publish: 'No se pudo publicar un cambio del modelo a su hora',
  job_summary: 'No se pudo escribir un resumen semanal',
  job_figures: 'No se pudieron contar por adelantado las cifras del análisis',
  job_mail_statistics: 'No se pudieron leer las estadísticas de correos de HubSpot',
  job_forget_activities: 'No se pudieron borrar actividades antiguas que ninguna puntuación necesita',
  job_task: 'No se pudieron crear tareas',
  job_list: 'No se pudieron poner contactos en sus listas',
  job_contact: 'No se pudieron actualizar contactos',
  job_other: 'No se pudo hacer un trabajo de otra versión de Ripen',
  do_hubspot:
    'Nada: Ripen pregunta de nuevo por sí mismo. Si sigue igual, consulte al soporte de HubSpot y dígale lo que está entre paréntesis.',
  do_writing:
    'Revise la propiedad nombrada en la configuración de la cuenta: sus opciones, sus reglas y si la aplicación puede escribirla. Ripen lo intenta de nuevo por sí mismo.',
  do_account:
    'Compruebe si la cuenta tiene sitio para las propiedades y listas de Ripen, y si otros usan sus nombres. Ripen lo intenta de nuevo por sí mismo.',
  do_access:
    'Compruebe si la aplicación conserva todos sus permisos en la cuenta; instalarla de nuevo se los devuelve. Ripen lo intenta de nuevo por sí mismo.',
  do_evaluation:
    'Avise al proveedor. Ripen lo intenta de nuevo por sí mismo, y enseguida tras un cambio del modelo o una actualización.',
  do_publish:
    'Publíquelo a mano en la página de Ripen. Si también falla, avise al proveedor. Ripen lo intenta de nuevo por sí mismo, y enseguida tras un cambio del modelo o una actualización.',
  work_sql: 'Lead cualificado para ventas',
  work_touch: 'Ponerse en contacto',
  work_answer: 'Responder: {signal}',
  work_lost_deal: 'Activo de nuevo tras un negocio perdido: {signal}',
  work_awake: 'Activo de nuevo: {signal}',
  track_mql_nurture: 'MQL, programa a corto plazo',
  track_dormant_mql: 'MQL que se ha quedado callado',
  track_dormant_sql: 'SQL que se ha quedado callado',
  track_closed_lost_review: 'Negocio perdido',
  track_customer: 'Cliente',
  no_time_zone:
    'HubSpot no indica la zona horaria de la cuenta: Ripen cuenta en UTC hasta que la cuenta o el modelo nombren otra.',
  odd_time_zone:
    'La zona horaria de la cuenta es «{zone}», que Ripen no conoce: Ripen cuenta en UTC hasta que la cuenta o el modelo nombren otra.',
  property_type:
    'La propiedad de contacto {name} existe con el tipo {is}, y Ripen necesita {type}: bórrela o cámbiele el nombre. Ripen lo intenta de nuevo por sí mismo.',
  property_refused:
    'HubSpot no crea la propiedad de contacto {name} ({codes}). Ripen lo intenta de nuevo por sí mismo.',
  list_fills_itself:
    'La lista «{name}» existe y se llena sola; Ripen necesita una estática: cámbiele el nombre. Ripen lo intenta de nuevo por sí mismo.',
  no_room_properties:
    'La cuenta llegó a su límite de propiedades de contacto personalizadas: Ripen necesita {needed}, y no hay sitio para {count} de ellas ({names}). Borre propiedades que nadie use, o elija un plan con más. Ripen lo intenta de nuevo por sí mismo.',
  no_room_lists:
    'La cuenta llegó a su límite de listas: Ripen necesita {needed}, y no hay sitio para {count} de ellas ({names}). Borre listas que nadie use, o elija un plan con más. Ripen lo intenta de nuevo por sí mismo.',
  holidays_end:
    'El calendario no conoce ningún día festivo después del {day}: desde entonces los plazos cuentan cada festivo como día laborable. Añada los siguientes en la página de Ripen, en «Modelo», «Horario laboral y festivos».',
  no_scopes: 'HubSpot no deja a Ripen hacer lo que debe ({what_not}): instale Ripen de nuevo y acepte lo que pide.',
  owner_number_left: 'propietario {id} (ya no está en la cuenta)',
  owner_left: '{name} (ya no está en la cuenta)',
};
