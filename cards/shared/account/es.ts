import type { AccountWords } from './en.ts';

export const ACCOUNT_ES: AccountWords = {
  set_up_left: 'Adapte Ripen a su empresa',
  set_up_left_what:
    'Propietarios, territorios, compradores, formularios, productos y horario se proponen a partir de su cuenta en unos diez minutos.',
  set_up_where: 'Abra Ripen en la navegación de HubSpot y elija la pestaña Configuración.',
  not_set_up_why: 'El acuerdo y las cifras aparecerán aquí en cuanto termine la instalación.',
  latest_failed: 'No se han podido cargar las últimas cifras',
  to_fix: 'Hay algo que corregir en esta cuenta',
  figures_of: '{model}, versión {version}. Cifras de: {when}.',
  refresh_figures: 'Actualizar cifras',
  attention: 'Requiere atención',
  attention_what:
    'Ripen no ha podido hacer lo siguiente en esta cuenta y sigue intentándolo. Todo lo demás está al día.',
  affected: '{count} afectados, desde: {when}.',
  setting_up: 'Ripen está leyendo y puntuando sus contactos',
  setting_up_of: '{scored} de {total} contactos puntuados',
  setting_up_read: '{read} contactos leídos hasta ahora',
  minutes_left_one: 'Queda alrededor de {count} minuto.',
  minutes_left_other: 'Quedan alrededor de {count} minutos.',
  next_step:
    'Mientras tanto, coloque la tarjeta en el registro de contacto: abra un contacto, elija "Personalizar registro", luego el signo más, Biblioteca de tarjetas, Aplicación, y añada "Lead score". HubSpot nunca lo hace por sí mismo.',
  nobodys_lead: 'Un lead puede no ser de nadie',
  fallback_not_set:
    'Nadie recibe un lead o una tarea sin propietario: elija un propietario alternativo en la página de Ripen, en «Configuración».',
  fallback_gone: 'El propietario alternativo que indica su modelo ya no está en esta cuenta: indique otro.',
  fallback_choose: 'Elija entre los propietarios de esta cuenta: {owners}.',
  problem_unreadable: 'Esta página no entiende la respuesta de Ripen. Vuelva a cargar la página.',
};
