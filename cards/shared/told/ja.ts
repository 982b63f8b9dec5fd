import type { ToldWords } from './en.ts';

export const TOLD_JA: ToldWords = {
  opted_out: 'メール配信を停止済み',
  bounced: 'メールが恒久的に届きません',
  bad_address: 'HubSpot が不正なアドレスと判定しています',
  quarantined: 'HubSpot がアドレスを隔離しています',
  silent: '未認定で反応がありません',
  mail_invalid: 'メールアドレスの形式ではありません。',
  mail_bounced: 'メールアドレスに恒久的に届きません。',
  mail_bad: 'HubSpot が不正なメールアドレスと判定しています。',
  mail_none: 'メールアドレスがありません。',
  mail_disposable: '使い捨てのメールアドレスです。',
  mail_test: 'テスト用のメールアドレスです。',
  mail_quarantined: 'HubSpot がメールアドレスを隔離しています。',
  name_test: 'テスト用の名前です。',
  odd_mash: '{field}が無作為な入力のようです。',
  odd_test: '{field}がテスト用のようです。',
  odd_digits: '{field}が数字です。',
  odd_advertising: '{field}が広告のようです。',
  no_digits: '{field}に数字がありません。',
  too_short: '{field}が短すぎます。',
  too_long: '{field}が長すぎます。',
  no_country: '{field}に該当する国がありません。',
  wrong_count: '{field}の桁数が国の規則に合いません。',
  made_up: '{field}が架空のものです（同じ数字の繰り返し、または連番）。',
  first_name: '名',
  last_name: '姓',
  company: '会社名',
  phone_number: '電話番号',
  mobile_number: '携帯電話番号',
  duplicate: '以前のコンタクト（{id}）と、メールアドレス、または名前と電話番号が同じです。',
  burst: '同じ秒に一つのフォームから届いた {count} 件以上のコンタクトの一つです。',
  wait_stage_empty:
    'アカウントの規則により、{names} が空の間はライフサイクルステージ {value} を設定できません。入力すると、Ripen が自動で書き込みます。',
  wait_owner_empty:
    'アカウントの規則により、{names} が空の間は担当者を設定できません。入力すると、Ripen が自動で書き込みます。',
  wait_stage:
    'アカウントの規則により、ライフサイクルステージ {value} を設定できません（{code}）。Ripen が自動で再試行します。',
  wait_owner: 'アカウントの規則により、担当者を設定できません（{code}）。Ripen が自動で再試行します。',
  disconnected:
    'Ripen はこのアカウントから切断されています。再インストールしてください。データは {days} 日間封印された後、削除されます。',
  grant_lost:
    'HubSpot が Ripen のアクセス更新を拒否しています。Ripen は自動で再確認します。再インストールするとすぐに直ります。',
  superseded: '次のものまでに行われませんでした',
  left_track: 'コンタクトはこのプログラムから外れました',
  left_alone: 'コンタクトには連絡できません: {why}',
  paused: 'コンタクトは一時停止中です',
  no_address: 'コンタクトにメールアドレスがありません',
  not_marketing: 'マーケティングコンタクトではないため、HubSpot はマーケティングメールを送信しません',
  ineligible: 'HubSpot がマーケティングメールの対象外と判定しています',
  no_workflow: 'アカウントのワークフローが、リスト「Ripen: due」のコンタクトにメールを送信していません',
  rule_empty: 'アカウントの規則により、{names} が空の間は拒否されます: {what}（{code}）。',
  rule: 'アカウントの規則により拒否されます: {what}（{code}）。',
  a_stage: 'ライフサイクルステージ {value}',
  the_stage: 'ライフサイクルステージ',
  the_owner: 'コンタクトの担当者',
  new_tasks: '新しいタスク',
  fill_in:
    'これらのコンタクトの {names} を入力するか、プロパティ設定で規則を変更してください。スコアは書き込まれます。Ripen が自動で再試行します。',
  change_rule:
    'アカウント設定で規則を変更し、アプリによる書き込みを許可してください: {what}。スコアは書き込まれます。Ripen は 1 日 1 回自動で再試行します。',
  tasks: 'タスク',
  contacts: 'コンタクト',
  nobodys: '営業待ちのリードまたはタスクに担当者がいません。',
  nobodys_not_set: 'HubSpot でそれぞれに担当者を割り当て、Ripen のページの「初期設定」で代理の担当者を選んでください。',
  nobodys_gone:
    'HubSpot でそれぞれに担当者を割り当ててください。モデルの代理の担当者はこのアカウントにいません。別の担当者を指定してください。',
  nobodys_set: '返信期限になると、モデルの代理の担当者に割り当てられます。',
  parked_hubspot: '{what}: HubSpot から取得できませんでした（{code}）。',
  parked_writing: '{what}: HubSpot が Ripen の書き込みを拒否しました（{code}）。',
  parked_evaluation: '{what}: モデルで採点できませんでした（{code}）。',
  parked: '{what}（{code}）。',
  job_provision: 'アカウントを準備できませんでした',
  job_backfill: 'アカウントのコンタクトを読み取れませんでした',
  job_reconcile: 'コンタクトの行動を確認できませんでした',
  job_merge: 'コンタクトの統合に追従できませんでした',
  job_deal: '変更された取引に追従できませんでした',
  job_company: '変更された会社に追従できませんでした',
  job_tasks: '完了したタスクを確認できませんでした',
  job_task: 'タスクを作成できませんでした',
  job_list: 'コンタクトをリストに追加できませんでした',
  job_contact: 'コンタクトを更新できませんでした',
  do_hubspot:
    '対応は不要です。Ripen が自動で再試行します。続く場合は、これらのレコードについて HubSpot サポートにお問い合わせください。',
  do_writing:
    'アカウント設定で、該当プロパティの選択肢、規則、アプリの書き込み権限を確認してください。Ripen が自動で再試行します。',
  do_account:
    'アカウントに Ripen のプロパティとリストの空きがあるか、同じ名前が使われていないかを確認してください。Ripen が自動で再試行します。',
  do_evaluation: '提供元に連絡してください。Ripen が自動で再試行し、モデルの変更または更新の後はすぐに試します。',
  do_update: '提供元に連絡してください。Ripen が自動で再試行し、更新の後はすぐに試します。',
  work_sql: '営業認定リード',
  work_touch: '連絡する',
  work_answer: '返信: {signal}',
  work_lost_deal: '失注後に再び活動: {signal}',
  work_awake: '再び活動: {signal}',
  track_mql_nurture: 'MQL、短期プログラム',
  track_dormant_mql: '活動がなくなったMQL',
  track_dormant_sql: '活動がなくなったSQL',
  track_closed_lost_review: '失注',
  track_customer: '顧客',
  no_time_zone:
    'HubSpot からアカウントのタイムゾーンが得られません。アカウントまたはモデルで指定されるまで、Ripen は UTC を使います。',
  odd_time_zone:
    'アカウントのタイムゾーン「{zone}」を Ripen は認識できません。アカウントまたはモデルで指定されるまで、Ripen は UTC を使います。',
  property_type:
    'コンタクトプロパティ {name} は型 {is} で存在しますが、Ripen には {type} が必要です。削除するか名前を変更してください。Ripen が自動で再試行します。',
  property_refused: 'HubSpot がコンタクトプロパティ {name} を作成しません（{codes}）。Ripen が自動で再試行します。',
  list_fills_itself:
    'リスト「{name}」は動的リストとして存在します。Ripen には静的リストが必要です。名前を変更してください。Ripen が自動で再試行します。',
  no_room_properties:
    'カスタムコンタクトプロパティが上限に達しました。Ripen には {needed} 個必要ですが、{count} 個分の空きがありません（{names}）。使われていないプロパティを削除するか、上限の多いプランを選んでください。Ripen が自動で再試行します。',
  no_room_lists:
    'リストが上限に達しました。Ripen には {needed} 個必要ですが、{count} 個分の空きがありません（{names}）。使われていないリストを削除するか、上限の多いプランを選んでください。Ripen が自動で再試行します。',
  holidays_end:
    'カレンダーには {day} より後の祝日がありません。それ以降、期限の計算では祝日も営業日として数えられます。Ripen のページの「モデル」→「勤務時間と祝日」で次の祝日を取り込んでください。',
  no_scopes:
    'HubSpot が Ripen に必要な操作を許可していません（{what_not}）。Ripen を再インストールし、要求される権限に同意してください。',
};
