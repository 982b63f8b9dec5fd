import type { ToldWords } from './en.ts';

export const TOLD_PT_BR: ToldWords = {
  opted_out: 'Cancelou o recebimento de e-mails',
  bounced: 'O e-mail retornou em definitivo',
  bad_address: 'O HubSpot sabe que o endereço é inválido',
  quarantined: 'O HubSpot colocou o endereço em quarentena',
  silent: 'Nunca qualificado e em silêncio',
  mail_invalid: 'O endereço de e-mail não está escrito como tal.',
  mail_bounced: 'O endereço de e-mail retornou em definitivo.',
  mail_bad: 'O HubSpot sabe que o endereço de e-mail é inválido.',
  mail_none: 'Não há endereço de e-mail.',
  mail_disposable: 'O endereço de e-mail é descartável.',
  mail_test: 'O endereço de e-mail é do tipo usado em testes.',
  mail_quarantined: 'O HubSpot mantém o endereço de e-mail em quarentena.',
  name_test: 'O nome é do tipo usado em testes.',
  odd_mash: 'Parece digitado ao acaso: {field}.',
  odd_test: 'Como para um teste: {field}.',
  odd_digits: 'Formado por dígitos: {field}.',
  odd_advertising: 'Parece publicidade: {field}.',
  no_digits: 'Sem dígitos: {field}.',
  too_short: 'Curto demais: {field}.',
  too_long: 'Longo demais: {field}.',
  no_country: 'Não pertence a nenhum país: {field}.',
  wrong_count: 'Número de dígitos incorreto para o país: {field}.',
  made_up: 'Inventado (um dígito repetido ou dígitos em sequência): {field}.',
  first_name: 'nome',
  last_name: 'sobrenome',
  company: 'empresa',
  phone_number: 'número de telefone',
  mobile_number: 'número de celular',
  duplicate: 'Um contato mais antigo ({id}) tem o mesmo endereço de e-mail, ou o mesmo nome e número de telefone.',
  burst: 'É um de {count} ou mais contatos que chegaram por um formulário no mesmo segundo.',
  wait_stage_empty:
    'Uma regra da conta não aceita o estágio do ciclo de vida {value} enquanto {names} estiver vazio. Preencha; o Ripen grava depois por conta própria.',
  wait_owner_empty:
    'Uma regra da conta não aceita o proprietário enquanto {names} estiver vazio. Preencha; o Ripen grava depois por conta própria.',
  wait_stage:
    'Uma regra da conta não aceita o estágio do ciclo de vida {value} ({code}). O Ripen tenta de novo por conta própria.',
  wait_owner: 'Uma regra da conta não aceita o proprietário ({code}). O Ripen tenta de novo por conta própria.',
  disconnected:
    'O Ripen está desconectado desta conta: instale-o novamente. Os dados ficam lacrados por {days} dias e depois são apagados.',
  grant_lost:
    'O HubSpot se recusa a renovar o acesso do Ripen a esta conta. O Ripen verifica de novo por conta própria; reinstalá-lo resolve na hora.',
  superseded: 'Não foi feito antes do próximo',
  hold_out_ended: 'O teste de um programa terminou por si só: quem ficou de fora se saiu pior',
  hold_out_ended_to_do: 'Agora todos estão no programa. Veja em Análise, “O nurturing faz alguma diferença?”.',
  left_out: 'O contato fica de fora deste programa de propósito, para ver o que o programa faz',
  left_track: 'O contato não está mais neste programa',
  left_alone: 'O contato deve ser deixado em paz: {why}',
  paused: 'O contato está em pausa',
  no_address: 'O contato não tem endereço de e-mail',
  not_marketing: 'O contato não é de marketing, por isso o HubSpot não envia e-mail de marketing',
  ineligible: 'O HubSpot considera o contato inelegível para e-mail de marketing',
  no_workflow: 'Nenhum workflow da conta enviou e-mail aos contatos da lista “Ripen: due”',
  rule_empty: 'Uma regra da conta recusa enquanto {names} estiver vazio: {what} ({code}).',
  rule: 'Uma regra da conta recusa: {what} ({code}).',
  a_stage: 'o estágio do ciclo de vida {value}',
  the_stage: 'o estágio do ciclo de vida',
  the_owner: 'o proprietário de um contato',
  new_tasks: 'novas tarefas',
  fill_in:
    'Preencha {names} nesses contatos, ou mude a regra nas configurações dessa propriedade. As pontuações são gravadas mesmo assim; o Ripen tenta de novo por conta própria.',
  change_rule:
    'Mude a regra nas configurações da conta para que um aplicativo possa gravar: {what}. As pontuações são gravadas mesmo assim; o Ripen tenta uma vez por dia.',
  tasks: 'tarefas',
  contacts: 'contatos',
  nobodys: 'Há leads ou tarefas à espera de vendas que não são de ninguém.',
  nobodys_not_set:
    'Atribua a cada um um proprietário no HubSpot e escolha um proprietário alternativo na página do Ripen, em “Configuração inicial”.',
  nobodys_gone:
    'Atribua a cada um um proprietário no HubSpot. O proprietário alternativo do seu modelo não está nesta conta: indique outro.',
  nobodys_set: 'O proprietário alternativo do seu modelo recebe cada um quando a resposta vence.',
  dead_letter_hubspot: '{what}: o HubSpot não entregou o que o Ripen pediu ({code}).',
  dead_letter_writing: '{what}: o HubSpot recusou o que o Ripen enviou ({code}).',
  dead_letter_evaluation: '{what}: o modelo não conseguiu pontuá-los ({code}).',
  dead_letter_program: '{what}: o Ripen falhou nisso ({code}).',
  dead_letter: '{what} ({code}).',
  job_provision: 'Não foi possível preparar a conta',
  job_backfill: 'Não foi possível ler os contatos da conta',
  job_sweep: 'Não foi possível verificar se mudanças de contatos foram perdidas',
  job_reconcile: 'Não foi possível consultar o comportamento dos contatos',
  job_merge: 'Não foi possível acompanhar uma mesclagem de contatos',
  job_deal: 'Não foi possível acompanhar um negócio alterado',
  job_company: 'Não foi possível acompanhar uma empresa alterada',
  job_tasks: 'Não foi possível ver quais tarefas estão concluídas',
  job_histories: 'Não foi possível ler o passado dos contatos para um olhar para trás',
  job_segment_lists: 'Não foi possível criar as listas por segmento',
  job_chances: 'Não foi possível aprender quantos leads compram',
  job_learn: 'Não foi possível aprender um rascunho com o passado',
  job_rollout: 'A nova versão do modelo não alcançou todos os contatos',
  job_publish: 'Não foi possível publicar uma mudança do modelo na hora marcada',
  job_summary: 'Não foi possível escrever um resumo semanal',
  job_figures: 'Não foi possível contar antes os números da análise',
  job_mail_statistics: 'Não foi possível ler as estatísticas de e-mails do HubSpot',
  job_forget_activities: 'Não foi possível excluir atividades antigas de que nenhuma pontuação precisa',
  job_task: 'Não foi possível criar tarefas',
  job_list: 'Não foi possível pôr contatos em suas listas',
  job_contact: 'Não foi possível atualizar contatos',
  job_other: 'Não foi possível fazer um trabalho de outra versão do Ripen',
  do_hubspot:
    'Nada: o Ripen pergunta de novo por conta própria. Se continuar assim, consulte o suporte do HubSpot e informe o que está entre parênteses.',
  do_writing:
    'Veja a propriedade citada nas configurações da conta: suas opções, suas regras e se o aplicativo pode gravá-la. O Ripen tenta de novo por conta própria.',
  do_account:
    'Verifique se a conta tem espaço para as propriedades e listas do Ripen e se outros usam esses nomes. O Ripen tenta de novo por conta própria.',
  do_access:
    'Verifique se o aplicativo ainda tem todas as permissões na conta; instalá-lo de novo as devolve. O Ripen tenta de novo por conta própria.',
  do_evaluation:
    'Avise o fornecedor. O Ripen tenta de novo por conta própria, e logo após uma mudança do modelo ou uma atualização.',
  do_publish:
    'Publique-a à mão na página do Ripen. Se isso também falhar, avise o fornecedor. O Ripen tenta de novo por conta própria, e logo após uma mudança do modelo ou uma atualização.',
  work_sql: 'Lead qualificado para vendas',
  work_touch: 'Entrar em contato',
  work_answer: 'Responder: {signal}',
  work_lost_deal: 'Ativo novamente após um negócio perdido: {signal}',
  work_awake: 'Ativo novamente: {signal}',
  track_mql_nurture: 'MQL, programa de curto prazo',
  track_dormant_mql: 'MQL que ficou em silêncio',
  track_dormant_sql: 'SQL que ficou em silêncio',
  track_closed_lost_review: 'Negócio perdido',
  track_customer: 'Cliente',
  no_time_zone:
    'O HubSpot não informa o fuso horário da conta: o Ripen conta em UTC até que a conta ou o modelo indique outro.',
  odd_time_zone:
    'O fuso horário da conta é “{zone}”, que o Ripen não conhece: o Ripen conta em UTC até que a conta ou o modelo indique outro.',
  property_type:
    'A propriedade de contato {name} existe com o tipo {is}, e o Ripen precisa de {type}: apague-a ou dê-lhe outro nome. O Ripen tenta de novo por conta própria.',
  property_refused:
    'O HubSpot não cria a propriedade de contato {name} ({codes}). O Ripen tenta de novo por conta própria.',
  list_fills_itself:
    'A lista “{name}” existe e se preenche sozinha; o Ripen precisa de uma estática: dê-lhe outro nome. O Ripen tenta de novo por conta própria.',
  no_room_properties:
    'A conta atingiu o limite de propriedades de contato personalizadas: o Ripen precisa de {needed}, e não há espaço para {count} delas ({names}). Apague propriedades que ninguém usa ou escolha um plano com mais. O Ripen tenta de novo por conta própria.',
  no_room_lists:
    'A conta atingiu o limite de listas: o Ripen precisa de {needed}, e não há espaço para {count} delas ({names}). Apague listas que ninguém usa ou escolha um plano com mais. O Ripen tenta de novo por conta própria.',
  holidays_end:
    'O calendário não conhece nenhum feriado depois de {day}: a partir daí os prazos contam cada feriado como dia útil. Adicione os próximos na página do Ripen, em “Modelo”, “Horário de trabalho e feriados”.',
  no_scopes:
    'O HubSpot não deixa o Ripen fazer o que precisa ({what_not}): instale o Ripen novamente e aceite o que ele pede.',
  owner_number_left: 'proprietário {id} (não está mais na conta)',
  owner_left: '{name} (não está mais na conta)',
};
