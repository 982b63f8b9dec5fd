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
  how_many: 'Quantos',
  segments: 'Segmentos',
  segments_what:
    'Quem são seus contatos e o que eles olham. Com listas, você usa isso em e-mails, workflows e relatórios: o HubSpot as preenche sozinho, com as propriedades que o Ripen mantém.',
  by_industry: 'Por setor',
  by_country: 'Por país',
  by_company_size: 'Por tamanho da empresa',
  industry: 'Setor',
  country: 'País',
  company_size: 'Pessoas na empresa',
  product_interest: 'Interesse em produtos',
  product: 'Produto',
  no_products:
    'Seu modelo ainda não nomeia produtos: adicione os que você vende (products), com palavras dos endereços das páginas, para ver quem olha qual.',
  territories: 'Territórios',
  no_territories:
    'Seu modelo ainda não nomeia territórios: adicione-os (routing.territories), com proprietários e pesos, para que os novos leads cheguem às pessoas certas.',
  owner_share: '{name}: {share} % dos leads',
  owner_share_at_most: '{name}: {share} % dos leads, no máximo {capacity} abertos',
  none_known: 'Ainda não se sabe nada disso de nenhum contato.',
  more_values_one: 'Mais {count} valor está no HubSpot.',
  more_values_other: 'Mais {count} valores estão no HubSpot.',
  lists_made_one: '{count} lista foi criada. O HubSpot a preenche sozinho.',
  lists_made_other: '{count} listas foram criadas. O HubSpot as preenche sozinho.',
  make_lists: 'Criar uma lista para cada valor',
  make_lists_again: 'Criar as listas que faltam',
  no_property: 'A conta não tinha espaço para a propriedade que diz isso.',
  lists_asked: 'As listas estão sendo criadas. Atualize os números em um minuto.',
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
