import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JOB_AREAS, type JobArea, jobTitle, SENIORITIES, type Seniority } from './job-title.ts';
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
    // nothing to recognise
    ['', null, null],
    ['asdf qwer', null, null],
    ['???', null, null],
  ])('%s is of the area %s and the seniority %s', (title, area, seniority) => {
    const found = jobTitle(title);

    expect(found).toEqual({ area, seniority });
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
    ['a whole text', 'Vertriebsleiter '.repeat(100_000), 100],
  ])('that is %s is read in a moment', (_, title, microseconds) => {
    const round = () => {
      const began = performance.now();
      for (let i = 0; i < 20; i++) jobTitle(title);
      return ((performance.now() - began) * 1000) / 20;
    };

    // The fastest of many short rounds is one that nothing else on the machine disturbed.
    const fastest = Math.min(...Array.from({ length: 300 }, round));

    expect(fastest).toBeLessThan(microseconds);
  });
});

describe('the words of job titles', () => {
  const all = (lists: readonly (readonly string[])[]) => lists.flat().flatMap((line) => line.split(', '));

  it.each([
    ['area', all([...Object.values(words.areas).flatMap((a) => [a.roles, a.fields, a.hints]), words.tellNoArea])],
    ['level', all(Object.values(words.levels))],
  ])('have one %s each', (_, entries) => {
    const twice = entries.filter((entry, i) => entries.indexOf(entry) !== i);

    expect(twice).toEqual([]);
  });
});
