declare module 'role-based-email-addresses' {
  const mailboxes: readonly string[];
  export = mailboxes;
}
