import './styles.css';
import { beginReading } from './session/read-early.ts';
import { isCallback, isSignedIn, joinPath } from './session/session.ts';

/**
 * The console's beginning: small, so that what is needed next is asked for at once and side by side, the screen's script and
 * what it will show.
 */

// Zod tries whether text may run as a program, which the page's policy forbids and browsers report. This, read when it loads, says no beforehand.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

const found = document.getElementById('root');
if (found === null) throw new Error('index.html has no #root');
const root = found;

async function begin(): Promise<void> {
  if (!isSignedIn() || isCallback()) {
    const { show } = await import('./session/front.tsx');
    show(root);
    return;
  }
  const [, cycle, unit] = /^\/console\/(\d{4})\/units\/([^/]+)$/.exec(window.location.pathname) ?? [];
  const app = import('./app.tsx');
  const isHome = cycle !== undefined && unit !== undefined;
  if (isHome) {
    const home = `/api/cycles/${cycle}/units/${unit}`;
    beginReading(['/api/me', '/api/cycles', `${home}/standing`, `${home}/register-count`]);
  } else if (window.location.pathname !== joinPath) beginReading(['/api/me', '/api/cycles']);
  const { show } = await app;
  show(root, isHome);
}

void begin();
