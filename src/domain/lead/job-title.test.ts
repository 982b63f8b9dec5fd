import { statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainedJobTitle, JOB_AREAS, type JobArea, jobTitle, SENIORITIES, type Seniority } from './job-title.ts';
import words from './job-title-words.json' with { type: 'json' };

describe('a job title', () => {
  it.each<[title: string, area: JobArea | null, seniority: Seniority | null]>([
    // English
    ['VP, Sales & Marketing', 'sales', 'vp'],
    ['Chief Executive Officer (CEO)', 'general_management', 'c_level'],
    ['C.E.O.', 'general_management', 'c_level'],
    ['CEO & Co-Founder', 'general_management', 'owner'],
    ['Chief Marketing Officer', 'marketing', 'c_level'],
    ['Chief People Officer', 'hr', 'c_level'],
    ['CFO', 'finance', 'c_level'],
    ['CTO @ Acme Sales Ltd', 'it', 'c_level'],
    ['President', 'general_management', 'c_level'],
    ['Executive Vice President, Human Resources', 'hr', 'vp'],
    ['SVP Finance', 'finance', 'vp'],
    ['Sr. Dir. of Ops', 'operations', 'director'],
    ['Director of Engineering at Marketing Corp', 'engineering', 'director'],
    ['Managing Director', 'general_management', 'c_level'],
    ['General Manager', 'general_management', 'director'],
    ['Head of IT', 'it', 'head'],
    ['Head of Procurement, EMEA', 'purchasing', 'head'],
    ['Global Head of Research and Development', 'research', 'head'],
    ['Senior Marketing Manager', 'marketing', 'manager'],
    ['Manager', null, 'manager'],
    ['Team Lead Customer Success', 'customer_service', 'manager'],
    ['Plant Supervisor', 'production', 'manager'],
    ['Sr Software Engineer', 'it', 'senior'],
    ['Principal Engineer', 'engineering', 'senior'],
    ['Software Sales Manager', 'sales', 'manager'],
    ['Medical Sales Representative', 'sales', 'staff'],
    ['Junior Accountant', 'finance', 'junior'],
    ['Legal Counsel', 'legal', 'staff'],
    ['Registered Nurse', 'healthcare', 'staff'],
    ['Working student in sales', 'sales', 'student'],
    ['Marketing Intern', 'marketing', 'student'],
    ['International Marketing Manager', 'marketing', 'manager'],
    ['Internal Auditor', 'finance', 'staff'],
    ['Business Owner', 'general_management', 'owner'],
    ['Managing Partner', 'general_management', 'owner'],
    // words of rank that tell no rank
    ['Assistant to the CEO', 'administration', 'staff'],
    ['CEO Assistant', 'administration', 'staff'],
    ['Executive Assistant', 'administration', 'staff'],
    ['Executive Assistant to the Vice President of Sales', 'administration', 'staff'],
    ['Account Executive', 'sales', 'staff'],
    ['Sales Executive', 'sales', 'staff'],
    ['Product Owner', 'it', 'senior'],
    ['HR Business Partner', 'hr', 'senior'],
    ['Partner Manager', 'sales', 'manager'],
    ['President of the student council', 'education', 'student'],
    ['Head of Student Services', 'education', 'head'],
    ['Assistant Vice President', null, 'manager'],
    ['Executive Chef', 'services', 'staff'],
    ['Lead Generation Specialist', 'marketing', 'staff'],
    ['Chief Petty Officer', null, 'head'],
    ['Former CEO', 'general_management', null],
    ['Retired', null, null],
    // German
    ['Geschäftsführer', 'general_management', 'c_level'],
    ['Geschaeftsfuehrerin', 'general_management', 'c_level'],
    ['GESCHÄFTSFÜHRENDER GESELLSCHAFTER', 'general_management', 'owner'],
    ['Inhaber', 'general_management', 'owner'],
    ['Leiterin Einkauf', 'purchasing', 'head'],
    ['Stellvertretender Leiter Einkauf', 'purchasing', 'head'],
    ['Leiter:in Vertrieb (m/w/d)', 'sales', 'head'],
    ['Vertriebsleiterin', 'sales', 'head'],
    ['IT-Leiter', 'it', 'head'],
    ['Bereichsleitung Personal', 'hr', 'head'],
    ['Key Account Managerin', 'sales', 'manager'],
    ['Teamleiter Kundenservice', 'customer_service', 'manager'],
    ['Softwareentwickler', 'it', 'staff'],
    ['Mitarbeiterin Vertriebsinnendienst', 'sales', 'staff'],
    ['Assistentin der Geschäftsführung', 'administration', 'staff'],
    ['Vertriebsassistentin', 'sales', 'staff'],
    ['Werkstudentin Marketing', 'marketing', 'student'],
    ['Auszubildender Mechatroniker', 'production', 'junior'],
    ['Prokurist', 'general_management', 'director'],
    // French
    ['PDG', 'general_management', 'c_level'],
    ['Directrice générale', 'general_management', 'c_level'],
    ['Directeur des achats', 'purchasing', 'director'],
    ['DRH', 'hr', 'director'],
    ['Responsable marketing', 'marketing', 'manager'],
    ['Chef de projet informatique', 'it', 'manager'],
    ['Ingénieur commercial', 'sales', 'staff'],
    ['Assistante de direction', 'administration', 'staff'],
    ['Stagiaire communication', 'marketing', 'student'],
    // Spanish
    ['Directora General', 'general_management', 'c_level'],
    ['Jefe de ventas', 'sales', 'head'],
    ['Director de Recursos Humanos', 'hr', 'director'],
    ['Gerente de compras', 'purchasing', 'manager'],
    ['Contable', 'finance', 'staff'],
    ['Becario de marketing', 'marketing', 'student'],
    ['Socio fundador', 'general_management', 'owner'],
    // Italian
    ['Amministratore Delegato', 'general_management', 'c_level'],
    ['Direttore commerciale', 'sales', 'director'],
    ['Responsabile acquisti', 'purchasing', 'head'],
    ['Titolare', 'general_management', 'owner'],
    ['Ingegnere', 'engineering', 'staff'],
    // Dutch
    ['Hoofd inkoop', 'purchasing', 'head'],
    ['Algemeen directeur', 'general_management', 'c_level'],
    ['Verkoopleider', 'sales', 'manager'],
    ['Eigenaar', 'general_management', 'owner'],
    ['Boekhouder', 'finance', 'staff'],
    // Portuguese
    ['Diretor financeiro', 'finance', 'director'],
    ['Sócio-gerente', 'general_management', 'owner'],
    ['Gerente de vendas', 'sales', 'manager'],
    ['Estagiária de recursos humanos', 'hr', 'student'],
    // other languages, and whoever is not what a word of the title says
    ['Генеральный директор', 'general_management', 'c_level'],
    ['Финансовый директор', 'finance', 'director'],
    ['Директор по маркетингу', 'marketing', 'director'],
    ['Руководитель отдела продаж', 'sales', 'head'],
    ['Менеджер по закупкам', 'purchasing', 'manager'],
    ['Начальник отдела кадров', 'hr', 'head'],
    ['Помощник генерального директора', 'administration', 'staff'],
    ['Бывший директор по продажам', 'sales', null],
    ['Шеф-повар', 'services', 'staff'],
    ['Студент', null, 'student'],
    ['Главный бухгалтер', 'finance', 'head'],
    ['ИТ-директор', 'it', 'director'],
    ['Генеральний директор', 'general_management', 'c_level'],
    ['Керівник відділу продажів', 'sales', 'head'],
    ['Директорка з маркетингу', 'marketing', 'director'],
    ['Помічник директора', 'administration', 'staff'],
    ['Колишній директор', null, null],
    ['Διευθύνων Σύμβουλος', 'general_management', 'c_level'],
    ['Διευθυντής Πωλήσεων', 'sales', 'director'],
    ['Υπεύθυνη Μάρκετινγκ', 'marketing', 'manager'],
    ['Γραμματέας Διευθυντή', 'administration', 'staff'],
    ['Πρώην Διευθυντής', null, null],
    ['Προϊστάμενος Λογιστηρίου', 'finance', 'head'],
    ['Genel Müdür', 'general_management', 'c_level'],
    ['Pazarlama Müdürü', 'marketing', 'manager'],
    ['Satış Direktörü', 'sales', 'director'],
    ['İnsan Kaynakları Müdürü', 'hr', 'manager'],
    ['Genel Müdür Asistanı', 'administration', 'staff'],
    ['Genel Müdür Yardımcısı', 'general_management', 'vp'],
    ['Eski Genel Müdür', null, null],
    ['Kurucu Ortak', 'general_management', 'owner'],
    ['الرئيس التنفيذي', 'general_management', 'c_level'],
    ['المدير العام', 'general_management', 'c_level'],
    ['مدير المبيعات', 'sales', 'manager'],
    ['مديرة التسويق', 'marketing', 'manager'],
    ['المدير المالي', 'finance', 'director'],
    ['مدير الموارد البشرية', 'hr', 'manager'],
    ['مساعد المدير العام', 'administration', 'staff'],
    ['مدير سابق', null, null],
    ['מנכ"ל', 'general_management', 'c_level'],
    ['סמנכ״ל שיווק', 'marketing', 'vp'],
    ['מנהלת המכירות', 'sales', 'manager'],
    ['מנהל כספים', 'finance', 'manager'],
    ['מזכירת המנכ"ל', 'administration', 'staff'],
    ['מנכ"ל לשעבר', null, null],
    ['मुख्य कार्यकारी अधिकारी', 'general_management', 'c_level'],
    ['विपणन प्रबंधक', 'marketing', 'manager'],
    ['बिक्री प्रमुख', 'sales', 'head'],
    ['वित्त निदेशक', 'finance', 'director'],
    ['निजी सहायक', 'administration', 'staff'],
    ['पूर्व निदेशक', null, null],
    ['总经理', 'general_management', 'c_level'],
    ['营销总监', 'marketing', 'director'],
    ['销售部经理', 'sales', 'manager'],
    ['财务总监', 'finance', 'director'],
    ['人力资源总监', 'hr', 'director'],
    ['總經理助理', 'administration', 'staff'],
    ['前总裁', null, null],
    ['采购主管', 'purchasing', 'manager'],
    ['首席技术官', 'it', 'c_level'],
    ['副总裁', null, 'vp'],
    ['行政总厨', 'services', 'staff'],
    ['代表取締役社長', 'general_management', 'c_level'],
    ['営業部長', 'sales', 'head'],
    ['マーケティング部長', 'marketing', 'head'],
    ['人事課長', 'hr', 'manager'],
    ['情報システム部長', 'it', 'head'],
    ['社長秘書', 'administration', 'staff'],
    ['元社長', null, null],
    ['購買部マネージャー', 'purchasing', 'manager'],
    ['取締役', 'general_management', 'c_level'],
    ['대표이사', 'general_management', 'c_level'],
    ['영업부장', 'sales', 'head'],
    ['마케팅팀장', 'marketing', 'manager'],
    ['재무이사', 'finance', 'director'],
    ['인사팀장', 'hr', 'manager'],
    ['비서', 'administration', 'staff'],
    ['전 대표이사', null, null],
    ['구매 담당자', 'purchasing', 'staff'],
    ['안전팀장', null, 'manager'],
    ['Toimitusjohtaja', 'general_management', 'c_level'],
    ['Myyntijohtaja', 'sales', 'director'],
    ['Markkinointipäällikkö', 'marketing', 'manager'],
    ['Talousjohtaja', 'finance', 'director'],
    ['Toimitusjohtajan assistentti', 'administration', 'staff'],
    ['Entinen toimitusjohtaja', null, null],
    ['Henkilöstöpäällikkö', 'hr', 'manager'],
    ['Tổng Giám đốc', 'general_management', 'c_level'],
    ['Giám đốc Kinh doanh', 'sales', 'director'],
    ['Trưởng phòng Marketing', 'marketing', 'head'],
    ['Kế toán trưởng', 'finance', 'head'],
    ['Trợ lý Giám đốc', 'administration', 'staff'],
    ['Cựu Giám đốc', null, null],
    ['Direktur Utama', 'general_management', 'c_level'],
    ['Manajer Pemasaran', 'marketing', 'manager'],
    ['Direktur Keuangan', 'finance', 'director'],
    ['Kepala Bagian Penjualan', 'sales', 'head'],
    ['Sekretaris Direktur', 'administration', 'staff'],
    ['Mantan Direktur', null, null],
    ['Prezes Zarządu', 'general_management', 'c_level'],
    ['Dyrektor sprzedaży', 'sales', 'director'],
    ['Kierownik działu zakupów', 'purchasing', 'head'],
    ['Asystentka Prezesa', 'administration', 'staff'],
    ['Były dyrektor', null, null],
    ['Generální ředitel', 'general_management', 'c_level'],
    ['Obchodní ředitel', 'sales', 'director'],
    ['Vedoucí marketingu', 'marketing', 'head'],
    ['Bývalý ředitel', null, null],
    ['Konateľ', 'general_management', 'c_level'],
    ['Finančný riaditeľ', 'finance', 'director'],
    ['Ügyvezető igazgató', 'general_management', 'c_level'],
    ['Kereskedelmi igazgató', 'sales', 'director'],
    ['Marketingvezető', 'marketing', 'manager'],
    ['Pénzügyi igazgató', 'finance', 'director'],
    ['Vezérigazgató titkárnője', 'administration', 'staff'],
    ['Volt igazgató', null, null],
    ['Director de vânzări', 'sales', 'director'],
    ['Director General', 'general_management', 'c_level'],
    ['Șef departament achiziții', 'purchasing', 'head'],
    ['Fost director', null, null],
    ['Изпълнителен директор', 'general_management', 'c_level'],
    ['Търговски директор', 'sales', 'director'],
    ['Мениджър маркетинг', 'marketing', 'manager'],
    ['Direktor prodaje', 'sales', 'director'],
    ['Voditeljica marketinga', 'marketing', 'manager'],
    ['Bivši direktor', null, null],
    ['Verkställande direktör', 'general_management', 'c_level'],
    ['VD', 'general_management', 'c_level'],
    ['Försäljningschef', 'sales', 'head'],
    ['Ekonomichef', 'finance', 'head'],
    ['Inköpare', 'purchasing', 'staff'],
    ['VD-assistent', 'administration', 'staff'],
    ['Före detta VD', null, null],
    ['Administrerende direktør', 'general_management', 'c_level'],
    ['Salgschef', 'sales', 'head'],
    ['Økonomidirektør', 'finance', 'director'],
    ['Markedssjef', 'marketing', 'head'],
    ['Daglig leder', 'general_management', 'c_level'],
    ['Tidligere direktør', null, null],
    ['Tegevjuht', 'general_management', 'c_level'],
    ['Müügijuht', 'sales', 'manager'],
    ['Finantsjuht', 'finance', 'manager'],
    ['Generalinis direktorius', 'general_management', 'c_level'],
    ['Pardavimų vadovas', 'sales', 'manager'],
    ['Valdes priekšsēdētājs', 'general_management', 'c_level'],
    ['Finanšu direktore', 'finance', 'director'],
    ['Head chef', 'services', 'staff'],
    ["Director's PA", 'administration', 'staff'],
    ['Chief Happiness Officer', null, 'staff'],
    ['Former CEO', 'general_management', null],
    ['Ehemaliger Geschäftsführer', null, null],
    ['Küchenchef', 'services', 'staff'],
    ['Ancien directeur commercial', 'sales', null],
    ['Ex-directrice marketing', 'marketing', null],
    ['Chef de cuisine', 'services', 'staff'],
    ['Assistante du PDG', 'administration', 'staff'],
    ['Ex director general', null, null],
    ['Jefe de cocina', 'services', 'staff'],
    ['Antiguo gerente', null, null],
    ['Ex amministratore delegato', null, null],
    ['Capocuoco', 'services', 'staff'],
    ['Voormalig directeur', null, null],
    ['Antigo diretor', null, null],
    ['Chefe de cozinha', 'services', 'staff'],
    // nothing to recognise
    ['', null, null],
    ['asdf qwer', null, null],
    ['???', null, null],
  ])('%s is of the area %s and the seniority %s', (title, area, seniority) => {
    const found = jobTitle(title);

    expect(found).toEqual({ area, seniority });
  });

  it.each<[title: string, areaFrom: string, seniorityFrom: string]>([
    ['VP, Sales & Marketing', 'sales', 'vp'],
    ['Vedoucí marketingu', 'marketingu', 'vedouci'],
    ['営業部長', '営 業 部', '部 長'],
    ['Bokhållare', '', 'bokhallare'],
    ['asdf qwer', '', ''],
  ])('%s is read from its words', (title, areaFrom, seniorityFrom) => {
    const found = explainedJobTitle(title);

    expect([found.areaFrom.join(' '), found.seniorityFrom.join(' ')]).toEqual([areaFrom, seniorityFrom]);
  });

  it('may be any text, in capitals or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 250 }), (text) => {
        const { area, seniority } = jobTitle(text);

        expect([...JOB_AREAS, null]).toContain(area);
        expect([...SENIORITIES, null]).toContain(seniority);
        expect(jobTitle(text.toUpperCase().toLowerCase())).toEqual(jobTitle(text.toLowerCase()));
      }),
      { seed: 4 },
    );
  });

  it.each([
    ['an English title', 'Executive Vice President, Sales & Marketing (EMEA)', 20],
    ['a German title', 'Stellvertretender Leiter Vertriebsinnendienst', 20],
    ['a Bulgarian title', 'Оператор, пещ за горене', 20],
    ['a whole text', 'Vertriebsleiter '.repeat(100_000), 100],
  ])('that is %s is read in a moment', (_, title, microseconds) => {
    let count = 0;
    const round = () => {
      const began = performance.now();
      // Short titles are remembered, so each is another one.
      for (let i = 0; i < 20; i++) jobTitle(title.length > 200 ? title : `${count++} ${title}`);
      return ((performance.now() - began) * 1000) / 20;
    };

    // The fastest of many short rounds is one that nothing else on the machine disturbed.
    const fastest = Math.min(...Array.from({ length: 300 }, round));

    expect(fastest).toBeLessThan(microseconds);
  });
});

describe('the words of job titles', () => {
  it('and the learnt table are small', () => {
    const bytes = ['words', 'languages', 'learnt'].map(
      (name) => statSync(new URL(`job-title-${name}.json`, import.meta.url)).size,
    );

    expect(bytes.reduce((a, b) => a + b, 0)).toBeLessThan(480_000);
  });

  const all = (lists: readonly (readonly string[])[]) => lists.flat().flatMap((line) => line.split(', '));

  it.each([
    ['area', all([...Object.values(words.areas).flatMap((a) => [a.roles, a.fields, a.hints]), words.tellNoArea])],
    ['level', all(Object.values(words.levels))],
  ])('have one %s each', (_, entries) => {
    const twice = entries.filter((entry, i) => entries.indexOf(entry) !== i);

    expect(twice).toEqual([]);
  });
});
