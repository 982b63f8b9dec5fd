import { ACCOUNT_PT_BR as ACCOUNT } from '../shared/account/pt-br.ts';
import { PT_BR as SHARED } from '../shared/words/pt-br.ts';
import type { Words } from './en.ts';

export const PT_BR: Words = {
  ...SHARED,
  ...ACCOUNT,

  loading: 'Carregando as configurações do Ripen',
  failed: 'Não foi possível carregar as configurações',
  agreement: 'Acordo',
  agreement_what: 'O que marketing e vendas acordaram. O Ripen usa exatamente estas regras e números.',
  retry: 'Tentar tudo novamente agora',
  retried_one: '{count} registro está sendo tentado novamente agora. Atualize os números em um minuto.',
  retried_other: '{count} registros estão sendo tentados novamente agora. Atualize os números em um minuto.',
  account: 'Conta',
  synced: 'Última busca de atividade: {when}. As mudanças de propriedades chegam sozinhas em segundos.',
  never_synced: 'A atividade ainda não foi buscada.',
  disconnect: 'Desconectar o Ripen',
  disconnect_what:
    'Remove o Ripen desta conta e apaga imediatamente no Ripen: contatos, atividades, pontuações, histórico e seu modelo. O que o Ripen gravou no HubSpot permanece: propriedades, membros de listas, tarefas, fases do ciclo de vida. Isso não pode ser desfeito.',
  disconnect_confirm: 'Para confirmar, digite o número desta conta: {portalId}',
  disconnect_number: 'Número da conta',
  disconnect_now: 'Desconectar e apagar',
  disconnected: 'O Ripen está desconectado desta conta',
  disconnected_what: 'Os dados no Ripen foram apagados. Para usar o Ripen novamente, instale-o pelo marketplace.',
  disconnecting: 'O Ripen está sendo desconectado. Apagar uma conta grande leva alguns minutos.',
  not_confirmed: 'Esse não é o número desta conta. Nada aconteceu.',
  disconnect_failed: 'Não foi possível avisar o HubSpot, então nada foi apagado. Tente novamente em alguns minutos.',
};
