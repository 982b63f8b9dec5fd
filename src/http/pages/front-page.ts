import express, { type Router } from 'express';
import { ROUTES } from '../paths.ts';
import { page } from './page.ts';

/** `GET /` tells whoever finds this server what it is, and an admin where to go from here. */
export function frontPage(): Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    response.send(FRONT);
  });
  return router;
}

const FRONT = page(
  'Ripen',
  'This server scores the leads of HubSpot accounts: which are ripe, why, and what to do next. People see it inside HubSpot.',
  `<a href="${ROUTES.install}">Install Ripen in a HubSpot account</a>`,
  'Ripen is installed already? Its settings are in HubSpot under Settings → Integrations → Connected apps → Ripen.',
);
