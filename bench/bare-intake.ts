import type { AddressInfo } from 'node:net';
import express from 'express';
import { signV3 } from '../src/hubspot/auth/signature.ts';

/* What `bench/table.ts` holds the intake against: signature and JSON.parse, nothing else. */

const app = express().use(express.raw({ type: () => true, limit: '40mb' }));
app.post('/webhooks/hubspot', (request, response) => {
  const { host = '' } = request.headers;
  const url = `http://${host}${request.url}`;
  const timestamp = `${request.headers['x-hubspot-request-timestamp']}`;
  const signed = signV3({ method: 'POST', url, rawBody: request.body as Buffer }, 'sandbox-client-secret', timestamp);
  if (signed !== request.headers['x-hubspot-signature-v3']) return response.status(401).end();
  const events = JSON.parse(`${request.body}`) as readonly unknown[];
  return response.status(200).json({ accepted: events.length });
});
app.get('/cpu', (_request, response) => void response.json(process.cpuUsage()));
const server = app.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
