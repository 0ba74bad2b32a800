export interface Target {
  readonly address: string;
  /** A change; its text carries everything, so that no variable has to be sent with it. */
  readonly mutation: string;
  readonly query: string;
  readonly subscription: string;
}

/**
 * What a page can have a browser send to another server, and what came back to the page: '' where nothing did. Runs
 * inside the page, so it takes nothing from around it.
 */
export async function tryAll({ address, mutation, query, subscription }: Target): Promise<Record<string, string>> {
  const api = `${address}/graphql`;
  const asked = `${api}?query=${encodeURIComponent(query)}`;
  const json = JSON.stringify({ query: mutation });
  const patience = 10_000;

  const read = async (url: string, init: RequestInit) => {
    const response = await fetch(url, { credentials: 'include', ...init });
    const text = await response.text();
    return text === '' && response.status === 0 ? '' : `${response.status} ${text}`;
  };
  const send = (body: BodyInit, type: string | null, init: RequestInit = {}) =>
    read(api, { method: 'POST', body, headers: type ? { 'Content-Type': type } : {}, ...init });
  const form = (data: FormData | URLSearchParams) => {
    data.append('query', mutation);
    return data;
  };

  /** An element that loads something: what of it the page can see. */
  const load = <K extends 'img' | 'script' | 'link' | 'iframe'>(
    name: K,
    fill: (element: HTMLElementTagNameMap[K]) => void,
  ) =>
    new Promise<string>((resolve) => {
      const element = document.createElement(name);
      element.addEventListener('error', () => resolve(''));
      element.addEventListener('load', () => {
        if (!(element instanceof HTMLIFrameElement)) return resolve(`${name} loaded`);
        // A browser tells no difference between a frame that was refused and one that is another site's.
        resolve(element.contentDocument?.body?.innerText ?? '');
      });
      fill(element);
      document.body.append(element);
    });

  const socket = () =>
    new Promise<string>((resolve) => {
      const opened = new WebSocket(api.replace('http', 'ws'), 'graphql-transport-ws');
      opened.addEventListener('error', () => resolve(''));
      opened.addEventListener('open', () => opened.send('{"type":"connection_init"}'));
      opened.addEventListener('message', ({ data }) => resolve(String(data)));
    });
  const events = () =>
    new Promise<string>((resolve) => {
      const url = `${api}?query=${encodeURIComponent(subscription)}`;
      const source = new EventSource(url, { withCredentials: true });
      source.addEventListener('error', () => {
        source.close();
        resolve('');
      });
      source.addEventListener('open', () => resolve('stream opened'));
    });
  /** A form needs no leave to send: what it brings is shown in a frame. */
  const submit = (method: string, enctype: string, name: string, value: string) =>
    load('iframe', (frame) => {
      frame.name = `answer-${Math.random()}`;
      const sent = document.createElement('form');
      Object.assign(sent, { method, action: api, target: frame.name });
      sent.enctype = enctype;
      const field = document.createElement('input');
      Object.assign(field, { type: 'hidden', name, value });
      sent.append(field);
      document.body.append(sent);
      setTimeout(() => sent.submit());
    });
  const split = json.slice(0, -1);

  const acts: Record<string, () => Promise<string>> = {
    'POST of JSON': () => send(json, 'application/json'),
    'POST of JSON without asking first': () => send(json, 'application/json', { mode: 'no-cors' }),
    'POST as text': () => send(json, 'text/plain'),
    'POST as text without reading': () => send(json, 'text/plain', { mode: 'no-cors' }),
    'POST that hides JSON in a type': () => send(json, 'text/plain; x=application/json', { mode: 'no-cors' }),
    'POST without a type': () => send(new Blob([json]), null, { mode: 'no-cors' }),
    'POST of a form': () => send(form(new URLSearchParams()) as URLSearchParams, null),
    'POST of parts': () => send(form(new FormData()) as FormData, null),
    'POST that outlives the page': () => send(json, 'text/plain', { mode: 'no-cors', keepalive: true }),
    beacon: () => {
      navigator.sendBeacon(api, new Blob([json], { type: 'text/plain' }));
      return Promise.resolve('');
    },
    'GET of a query': () => read(asked, {}),
    'GET of a query without reading': () => read(asked, { mode: 'no-cors' }),
    'GET of a mutation': () => read(`${api}?query=${encodeURIComponent(mutation)}`, { mode: 'no-cors' }),
    'GET of the console': () => read(`${address}/`, {}),
    'GET of the mailbox': () => read(`${address}/dev/mailbox.json`, {}),
    'stream by POST': () =>
      send(JSON.stringify({ query: subscription }), 'application/json', {
        headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
      }),
    'stream by GET': events,
    socket,
    'image of the answer': () => load('img', (element) => (element.src = asked)),
    'script of the answer': () => load('script', (element) => (element.src = asked)),
    'style of the answer': () =>
      load('link', (element) => {
        element.rel = 'stylesheet';
        element.href = asked;
      }),
    'script of the console': () => load('script', (element) => (element.src = `${address}/theme.js`)),
    'image of the console': () => load('img', (element) => (element.src = `${address}/icon.svg`)),
    'frame of the answer': () => load('iframe', (element) => (element.src = asked)),
    'frame of the console': () => load('iframe', (element) => (element.src = `${address}/`)),
    'frame of the playground': () => load('iframe', (element) => (element.src = `${address}/playground/`)),
    'form as text': () => submit('POST', 'text/plain', `${split},"x":"`, '"}'),
    'form as usual': () => submit('POST', 'application/x-www-form-urlencoded', 'query', mutation),
    'form of parts': () => submit('POST', 'multipart/form-data', 'query', mutation),
    'form by GET': () => submit('GET', 'application/x-www-form-urlencoded', 'query', mutation),
  };

  const told: Record<string, string> = {};
  const hang = (name: string) =>
    new Promise<string>((resolve) => {
      setTimeout(() => resolve(`${name} has no end`), patience);
    });
  await Promise.all(
    Object.entries(acts).map(async ([name, act]) => {
      told[name] = await Promise.race([act().catch(() => ''), hang(name)]);
    }),
  );
  return told;
}
