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
  how_many: 'Cuántos',
  segments: 'Segmentos',
  segments_what:
    'Quiénes son sus contactos y qué miran. Con listas puede usarlo en correos, workflows e informes: HubSpot las llena por sí mismo con las propiedades que Ripen mantiene.',
  by_industry: 'Por sector',
  by_country: 'Por país',
  by_company_size: 'Por tamaño de empresa',
  industry: 'Sector',
  country: 'País',
  company_size: 'Personas en la empresa',
  product_interest: 'Interés en productos',
  product: 'Producto',
  no_products:
    'Su modelo aún no nombra productos: añada los que vende (products), con palabras de las direcciones de sus páginas, para ver quién mira cuál.',
  territories: 'Territorios',
  no_territories:
    'Su modelo aún no nombra territorios: añádalos (routing.territories), con propietarios y pesos, para que los nuevos leads lleguen a las personas adecuadas.',
  owner_share: '{name}: {share} % de los leads',
  owner_share_at_most: '{name}: {share} % de los leads, como máximo {capacity} abiertos',
  none_known: 'Aún no se sabe de ningún contacto.',
  more_values_one: '{count} valor más está en HubSpot.',
  more_values_other: '{count} valores más están en HubSpot.',
  lists_made_one: 'Se ha creado {count} lista. HubSpot la llena por sí mismo.',
  lists_made_other: 'Se han creado {count} listas. HubSpot las llena por sí mismo.',
  make_lists: 'Crear una lista para cada valor',
  make_lists_again: 'Crear las listas que faltan',
  no_property: 'La cuenta no tenía espacio para la propiedad que lo indica.',
  lists_asked: 'Las listas se están creando. Actualice las cifras en un minuto.',
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
