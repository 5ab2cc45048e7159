// npm's telegram-test-api, a Telegram server not written by us, made to behave where it differs from Telegram in ways
// that python-telegram-bot notices: getMe, dates in seconds, answers of edits, update offsets and long polling,
// secret tokens and retries of webhooks, chat actions, commands. `/_raw` takes any update, `/_calls` lists what the
// bot called. Run as `node telegram.js PORT`, with NODE_PATH at the folder where the packages were installed.
'use strict';
const express = require('express');
const axios = require('axios');
const TelegramServer = require('telegram-test-api');

const port = Number(process.argv[2]);
const server = new TelegramServer({ port, host: '127.0.0.1', storeTimeout: 3600 });
const calls = [];
const documents = [];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (message) => ({ ...message, date: Math.floor((message.date || Date.now()) / (message.date > 1e11 ? 1000 : 1)) || Math.floor(Date.now() / 1000) });

function format(update) {
  if (update.raw) return { ...update.raw, update_id: update.updateId };
  const plain = TelegramServer.formatUpdate(update);
  if (plain.message) plain.message = seconds(plain.message);
  if (plain.callback_query) {
    plain.callback_query.chat_instance = '1';
    plain.callback_query.message = seconds(plain.callback_query.message);
  }
  return plain;
}

async function push(webhook, update) {
  const headers = webhook.secret_token ? { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret_token } : {};
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      await axios.post(webhook.url, format(update), { headers, timeout: 5000 });
      return;
    } catch (error) {
      await sleep(200); // Telegram tries again until the webhook answers with success
    }
  }
}

server.addUserUpdate = async (update) => {
  const webhook = server.webhooks[update.botToken];
  server.updateId += 1;
  if (webhook) push(webhook, update);
  else server.storage.userMessages.push(update);
};

const app = express();
app.use(express.json(), express.urlencoded({ extended: true }));
app.use('/bot:token/:method', (req, res, next) => {
  calls.push({ method: req.params.method, at: Date.now(), body: req.body });
  next();
});
const answer = (method, result) => app.all(`/bot:token/${method}`, (req, res) => res.json({ ok: true, result: typeof result === 'function' ? result(req) : result }));
const refuse = (res, description) => res.status(400).json({ ok: false, error_code: 400, description });

answer('getMe', { id: 666, is_bot: true, first_name: 'Průvodce', username: 'TestNameBot' });
for (const method of ['sendChatAction', 'setMyCommands', 'answerCallbackQuery', 'setMyDescription']) answer(method, true);
answer('setWebhook', (req) => { server.setWebhook(req.body, req.params.token); return true; });
answer('deleteWebhook', (req) => { server.deleteWebhook(req.params.token); return true; });
answer('getWebhookInfo', (req) => ({ url: (server.webhooks[req.params.token] || {}).url || '', has_custom_certificate: false, pending_update_count: 0 }));
app.all('/bot:token/sendMessage', (req, res) => {
  if ((req.body.text || '').length > 4096) return refuse(res, 'Bad Request: message is too long');
  // Telegram answers with the message alone; the server would give the request's options back as text.
  const { link_preview_options: _preview, parse_mode: _mode, ...message } = req.body;
  return res.json({ ok: true, result: seconds(server.addBotMessage(message, req.params.token)) });
});
// The server knows no files: what matters is that a real upload came, and what was in it. The caption is its text.
app.all('/bot:token/sendDocument', express.raw({ type: 'multipart/form-data', limit: '20mb' }), (req, res) => {
  const upload = req.body.toString('latin1');
  const field = (name) => Buffer.from((upload.match(new RegExp(`name="${name}"\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([\\s\\S]*?)\\r\\n--`)) || [])[1] || '', 'latin1').toString('utf8');
  documents.push({ chat: field('chat_id'), name: Buffer.from((upload.match(/filename="([^"]+)"/) || [])[1] || '', 'latin1').toString('utf8'), isPdf: upload.includes('%PDF-'), size: req.body.length });
  return res.json({ ok: true, result: seconds(server.addBotMessage({ chat_id: field('chat_id'), text: field('caption') }, req.params.token)) });
});
for (const method of ['editMessageText', 'editMessageReplyMarkup']) {
  app.all(`/bot:token/${method}`, (req, res) => {
    const kept = server.storage.botMessages.find((m) => String(m.messageId) === String(req.body.message_id));
    if (!kept) return refuse(res, 'Bad Request: message to edit not found');
    if (method === 'editMessageText' && kept.message.text === req.body.text) return refuse(res, 'Bad Request: message is not modified');
    server[method](req.body);
    return res.json({ ok: true, result: seconds({ ...kept.message, message_id: kept.messageId, date: kept.time, chat: { id: Number(req.body.chat_id), type: 'private' } }) });
  });
}
app.all('/bot:token/getUpdates', async (req, res) => {
  const { token } = req.params;
  const offset = Number(req.body.offset || 0);
  server.storage.userMessages = server.storage.userMessages.filter((u) => u.botToken !== token || u.updateId >= offset);
  const until = Date.now() + 1000 * Math.min(Number(req.body.timeout || 0), 20);
  let waiting = [];
  do {
    waiting = server.storage.userMessages.filter((u) => u.botToken === token && u.updateId >= offset);
    if (waiting.length || req.destroyed) break;
    await sleep(20);
  } while (Date.now() < until);
  res.json({ ok: true, result: waiting.slice(0, Number(req.body.limit || 100)).map(format) });
});
app.post('/_raw', (req, res) => {
  server.addUserUpdate({ ...server.getCommonFields(req.body.botToken), raw: req.body.update });
  res.json({ ok: true });
});
app.get('/_documents', (req, res) => res.json(documents));
app.get('/_calls', (req, res) => res.json(calls));
app.use(server.webServer);
app.listen(port, '127.0.0.1', () => console.log(`ready ${port}`));
