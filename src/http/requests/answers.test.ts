import express from 'express';
import { expect, test } from 'vitest';
import { answers } from './answers.ts';

const router = express.Router();
router.post('/actions/:action', (_request, response) => response.sendStatus(200));
const app = express();
app.use(router);
app.get('/health', (_request, response) => response.sendStatus(200));

test.each([
  ['GET', '/health', true],
  ['POST', '/health', false],
  ['POST', '/actions/score_contact', true],
  ['GET', '/actions/score_contact', false],
  ['POST', '/actions/score_contact/options', false],
  ['GET', '/', false],
] as const)('%s %s has a route: %s', (method, path, expected) => {
  expect(answers(app, method, path)).toBe(expected);
});
