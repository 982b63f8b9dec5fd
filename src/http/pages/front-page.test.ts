import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { frontPage } from './front-page.ts';

test('whoever opens the address of the server reads what it is and how to install it', async () => {
  const listening = express().use(frontPage()).listen(0);
  onTestFinished(() => void listening.close());

  const answer = await fetch(`http://127.0.0.1:${(listening.address() as AddressInfo).port}/`);

  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await answer.text()).toMatch(/<h1>Ripen<\/h1>.*href="\/oauth\/install"/s);
});
