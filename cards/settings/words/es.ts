import { ACCOUNT_ES as ACCOUNT } from '../shared/account/es.ts';
import { ES as SHARED } from '../shared/words/es.ts';
import type { Words } from './en.ts';

export const ES: Words = {
  ...SHARED,
  ...ACCOUNT,

  loading: 'Cargando la configuración de Ripen',
  failed: 'No se ha podido cargar la configuración',
  agreement: 'Acuerdo',
  agreement_what: 'Lo que marketing y ventas han acordado. Ripen usa exactamente estas reglas y cifras.',
  retry: 'Intentar todo de nuevo ahora',
  retried_one: '{count} registro se intenta de nuevo ahora. Actualice las cifras en un minuto.',
  retried_other: '{count} registros se intentan de nuevo ahora. Actualice las cifras en un minuto.',
  account: 'Cuenta',
  synced: 'Última búsqueda de actividad: {when}. Los cambios de propiedades llegan solos en segundos.',
  never_synced: 'Aún no se ha buscado actividad.',
  disconnect: 'Desconectar Ripen',
  disconnect_what:
    'Quita Ripen de esta cuenta y borra de inmediato en Ripen: contactos, actividades, puntuaciones, historial y su modelo. Lo que Ripen escribió en HubSpot permanece: propiedades, miembros de listas, tareas, etapas del ciclo de vida. No se puede deshacer.',
  disconnect_confirm: 'Para confirmar, escriba el número de esta cuenta: {portalId}',
  disconnect_number: 'Número de la cuenta',
  disconnect_now: 'Desconectar y borrar',
  disconnected: 'Ripen está desconectado de esta cuenta',
  disconnected_what: 'Sus datos en Ripen están borrados. Para volver a usar Ripen, instálelo desde el marketplace.',
  disconnecting: 'Ripen se está desconectando. Borrar una cuenta grande tarda unos minutos.',
  not_confirmed: 'Ese no es el número de esta cuenta. No ha pasado nada.',
  disconnect_failed: 'No se pudo avisar a HubSpot, así que no se borró nada. Vuelva a intentarlo en unos minutos.',
};
