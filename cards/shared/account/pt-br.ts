import type { AccountWords } from './en.ts';

export const ACCOUNT_PT_BR: AccountWords = {
  set_up_left: 'Adapte o Ripen à sua empresa',
  set_up_left_what:
    'Proprietários, territórios, compradores, formulários, produtos e horário são propostos a partir da sua conta em cerca de dez minutos.',
  set_up_where: 'Abra o Ripen na navegação do HubSpot e escolha a aba Configuração inicial.',
  not_set_up_why: 'O acordo e os números aparecerão aqui assim que a instalação terminar.',
  latest_failed: 'Não foi possível carregar os últimos números',
  to_fix: 'Algo precisa ser corrigido nesta conta',
  figures_of: '{model}, versão {version}. Números de: {when}.',
  refresh_figures: 'Atualizar números',
  attention: 'Requer atenção',
  attention_what: 'O Ripen não pôde fazer o seguinte nesta conta e continua tentando. Todo o resto está em dia.',
  affected: '{count} afetados, desde: {when}.',
  setting_up: 'O Ripen está lendo e pontuando seus contatos',
  setting_up_of: '{scored} de {total} contatos pontuados',
  setting_up_read: '{read} contatos lidos até agora',
  minutes_left_one: 'Falta cerca de {count} minuto.',
  minutes_left_other: 'Faltam cerca de {count} minutos.',
  next_step:
    'Enquanto isso, coloque o cartão no registro de contato: abra um contato, escolha "Personalizar registro", depois o sinal de mais, Biblioteca de cartões, Aplicativo, e adicione "Lead score". O HubSpot nunca faz isso sozinho.',
  nobodys_lead: 'Um lead pode não ser de ninguém',
  fallback_not_set:
    'Ninguém recebe um lead ou uma tarefa sem proprietário: escolha um proprietário alternativo na página do Ripen, em “Configuração inicial”.',
  fallback_gone: 'O proprietário alternativo indicado no seu modelo não está mais nesta conta: indique outro.',
  fallback_choose: 'Escolha entre os proprietários desta conta: {owners}.',
  problem_unreadable: 'Esta página não entende a resposta do Ripen. Recarregue a página.',
};
