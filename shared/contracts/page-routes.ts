/** Pages and files for people, served by the public function beside the API: no sign-in, no JSON contract. */
export const publicPages = [
  '/',
  '/docs',
  '/docs/style.css',
  '/reports',
  '/reports/{proxy+}',
  '/robots.txt',
  '/sitemap.xml',
] as const;

/** The console's addresses, where the API itself serves it. */
export const consolePages = ['/console', '/console/{proxy+}', '/sign-in/callback'] as const;
