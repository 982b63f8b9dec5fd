export const JOB_AREAS = [
  'general_management',
  'marketing',
  'sales',
  'customer_service',
  'finance',
  'purchasing',
  'operations',
  'it',
  'engineering',
  'research',
  'hr',
  'legal',
  'healthcare',
  'education',
  'production',
  'administration',
  'design',
  'public_service',
  'services',
] as const;
export type JobArea = (typeof JOB_AREAS)[number];

/** From the owner of the company down to the student. */
export const SENIORITIES = [
  'owner',
  'c_level',
  'vp',
  'director',
  'head',
  'manager',
  'senior',
  'staff',
  'junior',
  'student',
] as const;
export type Seniority = (typeof SENIORITIES)[number];
